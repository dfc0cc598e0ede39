import { JobProgress } from '@nanococoa/proto/common/v1/job.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { JobNews } from './follow-job.ts';
import { withHeartbeats } from './with-heartbeats.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const progress: JobNews = { $case: 'progress', value: JobProgress.fromPartial({}) };

/** A source that gives what `push` brings. */
function createSource() {
  let next = Promise.withResolvers<JobNews | undefined>();
  let taken = 0;
  async function* read(): AsyncGenerator<JobNews> {
    for (;;) {
      const item = await next.promise;
      next = Promise.withResolvers();
      if (!item) return;
      taken += 1;
      yield item;
    }
  }
  return { read, push: (item?: JobNews) => next.resolve(item), taken: () => taken };
}

test('a heartbeat comes after every silent period, and news starts the period anew', async () => {
  const source = createSource();
  const messages = withHeartbeats(source.read(), { everyMs: 100, signal: new AbortController().signal });
  const kinds: (string | undefined)[] = [];
  const reading = (async () => {
    for await (const { news } of messages) kinds.push(news.$case);
  })();
  await vi.advanceTimersByTimeAsync(99);
  expect(kinds).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(kinds).toEqual(['heartbeat']);
  await vi.advanceTimersByTimeAsync(60);
  source.push(progress);
  await vi.advanceTimersByTimeAsync(60);
  expect(kinds).toEqual(['heartbeat', 'progress']);
  await vi.advanceTimersByTimeAsync(40);
  expect(kinds).toEqual(['heartbeat', 'progress', 'heartbeat']);
  source.push();
  await reading;
  expect(vi.getTimerCount()).toBe(0);
});

test('a reader that is slow is not read ahead for by more than one piece', async () => {
  let made = 0;
  async function* endless(): AsyncGenerator<JobNews> {
    for (;;) {
      made += 1;
      yield progress;
    }
  }
  const messages = withHeartbeats(endless(), { everyMs: 100, signal: new AbortController().signal });
  await messages.next();
  await messages.next();
  await vi.advanceTimersByTimeAsync(1000);
  expect(made).toBe(2);
  await messages.return(undefined);
});
