import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { WatchJobResponse } from '@nanococoa/proto/backend/v1/backend_service.ts';
import { JobEvent, JobProgress } from '@nanococoa/proto/common/v1/job.ts';
import { expect, test } from 'vitest';
import type { JobNews } from './follow-job.ts';
import { createJobFeeds } from './job-feeds.ts';

/** A Backend whose watches give what the test sends. */
function createBackend() {
  const queue: (WatchJobResponse | Error)[] = [];
  let wake = () => {};
  const state = { watches: 0, afterSequence: [] as (number | undefined)[], aborted: 0 };
  return {
    state,
    send(item: WatchJobResponse | Error) {
      queue.push(item);
      wake();
    },
    async *watchJob(request: { afterSequence?: number }, options?: { signal?: AbortSignal }) {
      state.watches += 1;
      state.afterSequence.push(request.afterSequence);
      options?.signal?.addEventListener('abort', () => {
        state.aborted += 1;
        wake();
      });
      for (;;) {
        options?.signal?.throwIfAborted();
        const item = queue.shift();
        if (item instanceof Error) throw item;
        if (item) yield item;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}

const event = (sequence: number): WatchJobResponse => ({
  news: { $case: 'event', value: JobEvent.fromPartial({ sequence }) },
});
const progress = (fraction: number): WatchJobResponse => ({
  news: { $case: 'progress', value: JobProgress.fromPartial({ fraction }) },
});
const show = ({ $case, value }: JobNews) => ($case === 'event' ? value.sequence : `${value.fraction}`);

function subscribe(feeds: ReturnType<typeof createJobFeeds>, afterSequence = 0) {
  const leaving = new AbortController();
  const news = feeds.subscribe({
    caller: 'kim',
    requestId: 'r',
    jobId: 'j',
    afterSequence,
    signal: leaving.signal,
  });
  const next = async () => {
    const item = await news.next();
    return item.done ? 'end' : show(item.value);
  };
  return { next, leaving, news };
}

test('a slow reader gets every event but only the newest progress', async () => {
  const backend = createBackend();
  const feeds = createJobFeeds(backend);
  const fast = subscribe(feeds);
  const slow = subscribe(feeds);
  backend.send(event(1));
  expect([await fast.next(), await slow.next()]).toEqual([1, 1]);
  for (const fraction of [0.1, 0.2, 0.3]) {
    backend.send(progress(fraction));
    expect(await fast.next()).toBe(`${fraction}`);
  }
  backend.send(event(2));
  backend.send(event(3));
  expect([await fast.next(), await fast.next()]).toEqual([2, 3]);
  expect([await slow.next(), await slow.next(), await slow.next()]).toEqual([2, 3, '0.3']);
});

test('a lost connection is taken up after the last event seen; the last reader closes the watch', async () => {
  const backend = createBackend();
  const feeds = createJobFeeds(backend);
  const first = subscribe(feeds);
  const second = subscribe(feeds, 1);
  backend.send(event(1));
  expect(await first.next()).toBe(1);
  backend.send(new AppError('UNAVAILABLE'));
  backend.send(event(1));
  backend.send(event(2));
  expect([await first.next(), await second.next()]).toEqual([2, 2]);
  expect(backend.state.afterSequence).toEqual([0, 1]);
  await first.news.return(undefined);
  expect(backend.state.aborted).toBe(0);
  const waiting = second.next();
  second.leaving.abort(new Error('left'));
  await expect(waiting).rejects.toThrow('left');
  expect(backend.state.aborted).toBe(2);
});

test('an answer that is an error reaches every reader, and the next one asks anew', async () => {
  const backend = createBackend();
  const feeds = createJobFeeds(backend);
  const readers = [subscribe(feeds), subscribe(feeds)];
  const failing = readers.map(({ next }) =>
    expect(next()).rejects.toMatchObject({ reason: 'JOB_NOT_FOUND' }),
  );
  backend.send(new AppError('JOB_NOT_FOUND'));
  await Promise.all(failing);
  const again = subscribe(feeds);
  const next = again.next();
  backend.send(event(1));
  expect(await next).toBe(1);
  expect(backend.state.watches).toBe(2);
});
