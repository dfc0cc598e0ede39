import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { WatchJobResponse } from '@nanococoa/proto/backend/v1/backend_service.ts';
import { Job, JobEvent, JobProgress } from '@nanococoa/proto/common/v1/job.ts';
import { expect, test, vi } from 'vitest';
import { createHeartbeatWheel } from './heartbeat-wheel.ts';
import type { WatchMessage } from './job-feed.ts';
import { createJobFeeds } from './job-feeds.ts';

/** A Backend whose watches give what the test sends. */
function createBackend() {
  const queue: (WatchJobResponse | Error)[] = [];
  let wake = () => {};
  const state = {
    watches: 0,
    looks: 0,
    lastSequence: 0,
    afterSequence: [] as (number | undefined)[],
    aborted: 0,
  };
  return {
    state,
    send(item: WatchJobResponse | Error) {
      queue.push(item);
      wake();
    },
    async getJob() {
      state.looks += 1;
      return { job: Job.fromPartial({ lastSequence: state.lastSequence }) };
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
const show = ({ news }: WatchMessage) => {
  if (news.$case === 'event') return news.value.sequence;
  return news.$case === 'progress' ? `${news.value.fraction}` : news.$case;
};

function createFeeds(backend: ReturnType<typeof createBackend>, { stallMs = 30_000 } = {}) {
  const draining = new AbortController();
  const wheel = createHeartbeatWheel({ everyMs: 15_000 });
  const feeds = createJobFeeds({ backend, wheel, stallMs, draining: draining.signal });
  return { feeds, draining };
}

function subscribe(feeds: ReturnType<typeof createJobFeeds>, afterSequence = 0) {
  const leaving = new AbortController();
  const news = feeds.watch({
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
  const { feeds } = createFeeds(backend);
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
  // What was going on before an event is no news after it.
  for (const fraction of [0.4, 0.5]) {
    backend.send(progress(fraction));
    expect(await fast.next()).toBe(`${fraction}`);
  }
  expect([await slow.next(), await slow.next(), await slow.next()]).toEqual([2, 3, '0.5']);
});

test('a lost connection is taken up after the last event seen; the last reader closes the watch', async () => {
  const backend = createBackend();
  const { feeds } = createFeeds(backend);
  const first = subscribe(feeds);
  backend.send(event(1));
  expect(await first.next()).toBe(1);
  const second = subscribe(feeds, 1);
  backend.send(new AppError('UNAVAILABLE'));
  backend.send(event(1));
  backend.send(event(2));
  expect([await first.next(), await second.next()]).toEqual([2, 2]);
  expect(backend.state.afterSequence).toEqual([0, 1]);
  await first.news.return?.();
  expect(backend.state.aborted).toBe(0);
  const waiting = second.next();
  second.leaving.abort(new Error('left'));
  await expect(waiting).rejects.toThrow('left');
  expect(backend.state.aborted).toBe(2);
});

test('an answer that is an error reaches every reader, and the next one asks anew', async () => {
  const backend = createBackend();
  const { feeds } = createFeeds(backend);
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

test('after a Backend restart fractions do not go back, before the next attempt', async () => {
  const backend = createBackend();
  const { feeds } = createFeeds(backend);
  const { next } = subscribe(feeds);
  const step = (stepNumber: number, fraction: number): WatchJobResponse => ({
    news: {
      $case: 'progress',
      value: JobProgress.fromPartial({ step: stepNumber, fraction, stepFraction: fraction }),
    },
  });
  const seen: unknown[] = [];
  const say = async (item: WatchJobResponse | Error) => {
    backend.send(item);
    if (!(item instanceof Error)) seen.push(await next());
  };
  await say(step(1, 0.5));
  await say(new AppError('UNAVAILABLE'));
  await say(step(0, 0));
  await say(step(1, 0.2));
  await say(step(1, 0.6));
  const retrying = { $case: 'retrying', value: { step: 1, attempt: 1, cause: undefined } } as const;
  await say({ news: { $case: 'event', value: JobEvent.fromPartial({ sequence: 1, event: retrying }) } });
  await say(step(1, 0.1));
  expect(seen).toEqual(['0.5', '0.5', '0.5', '0.6', 1, '0.1']);
});

test('a preview comes once: to a slow reader with the newest news, to a new one, too', async () => {
  const backend = createBackend();
  const { feeds } = createFeeds(backend);
  const fast = subscribe(feeds);
  const slow = subscribe(feeds);
  const say = (fraction: number, preview = '') =>
    backend.send({
      news: {
        $case: 'progress',
        value: JobProgress.fromPartial({ step: 1, fraction, preview: Buffer.from(preview) }),
      },
    });
  const previewOf = async ({ news }: typeof fast) => {
    const { value } = await news.next();
    return value?.news.value.preview.toString();
  };
  say(0.1, 'picture');
  expect(await previewOf(fast)).toBe('picture');
  say(0.2);
  expect(await previewOf(fast)).toBe('');
  expect(await previewOf(slow)).toBe('picture');
  expect(await previewOf(subscribe(feeds))).toBe('picture');
  say(0.3);
  expect([await previewOf(fast), await previewOf(slow)]).toEqual(['', '']);
});

test('one that takes nothing for long is ended when an event waits, not for passing news', async () => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
  try {
    const backend = createBackend();
    const { feeds } = createFeeds(backend, { stallMs: 1000 });
    const slow = subscribe(feeds);
    const fast = subscribe(feeds);
    backend.send(event(1));
    expect([await slow.next(), await fast.next()]).toEqual([1, 1]);
    backend.send(progress(0.1));
    expect(await fast.next()).toBe('0.1');
    vi.advanceTimersByTime(5000);
    expect(await slow.next()).toBe('0.1');
    backend.send(event(2));
    expect(await fast.next()).toBe(2);
    vi.advanceTimersByTime(999);
    expect(await slow.next()).toBe(2);
    backend.send(event(3));
    expect(await fast.next()).toBe(3);
    vi.advanceTimersByTime(1000);
    await expect(slow.next()).rejects.toMatchObject({ reason: 'WATCHER_TOO_SLOW' });
    // The others are not concerned, and it can come back.
    backend.state.lastSequence = 3;
    const again = subscribe(feeds, 2);
    expect(await again.next()).toBe(3);
    backend.send(event(4));
    expect([await fast.next(), await again.next()]).toEqual([4, 4]);
  } finally {
    vi.useRealTimers();
  }
});

test('many who resume at the same time share one look at the job', async () => {
  const backend = createBackend();
  const { feeds } = createFeeds(backend);
  backend.state.lastSequence = 2;
  const readers = Array.from({ length: 100 }, () => subscribe(feeds, 2));
  const beyond = subscribe(feeds, 3);
  await expect(beyond.next()).rejects.toMatchObject({
    reason: 'SEQUENCE_OUT_OF_RANGE',
    metadata: { last_sequence: '2' },
  });
  expect(backend.state.looks).toBe(2);
  for (const sequence of [1, 2, 3]) backend.send(event(sequence));
  for (const { next } of readers) expect(await next()).toBe(3);
  expect(backend.state.watches).toBe(1);
});

test('a drain ends the watches, after what they have not taken', async () => {
  const backend = createBackend();
  const { feeds, draining } = createFeeds(backend);
  const idle = subscribe(feeds);
  const slow = subscribe(feeds);
  backend.send(event(1));
  backend.send(event(2));
  expect([await idle.next(), await idle.next(), await slow.next()]).toEqual([1, 2, 1]);
  const ending = expect(idle.next()).rejects.toMatchObject({ reason: 'SHUTTING_DOWN' });
  draining.abort();
  await ending;
  expect(await slow.next()).toBe(2);
  await expect(slow.next()).rejects.toMatchObject({ reason: 'SHUTTING_DOWN' });
  await expect(subscribe(feeds).next()).rejects.toMatchObject({ reason: 'SHUTTING_DOWN' });
  expect(backend.state.aborted).toBe(1);
});
