import { JobEvent, JobProgress, JobState } from '@nanococoa/proto/common/v1/job.ts';
import { expect, test } from 'vitest';
import { createManualClock } from '../clock/manual-clock.ts';
import { testJob } from '../jobs/test-jobs.ts';
import { encodeWatchCursor } from '../jobs/watch-cursor.ts';
import type { LogEntry } from '../storage/job-storage.ts';
import { createNewsHub } from './news-hub.ts';
import { type CallerNews, watchJobs } from './watch-jobs.ts';

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const cursorAt = (position: number, storeId = 'store'): string => encodeWatchCursor({ storeId, position });

/** A log of all jobs whose positions have gaps, that answers late, as a real one may; and a hub that follows it. */
function setUp({ unfinished = [] as string[], pause = () => Promise.resolve() } = {}) {
  const clock = createManualClock();
  const hub = createNewsHub({ clock });
  const log: LogEntry[] = [];
  let trimmed = 0;
  let reads = 0;
  const storage = {
    id: 'store',
    async readLog(caller: string, afterPosition: number, limit: number) {
      reads += 1;
      await pause();
      if (afterPosition < trimmed || afterPosition > (log.at(-1)?.position ?? 0)) return undefined;
      const page = log.filter((e) => e.caller === caller && e.position > afterPosition).slice(0, limit);
      await pause();
      return page;
    },
    async lastPosition(caller: string) {
      await pause();
      return log.findLast((entry) => entry.caller === caller)?.position ?? 0;
    },
    async listJobs({ limit, beforeId }: { limit: number; beforeId?: string | undefined }) {
      const from = beforeId ? unfinished.indexOf(beforeId) + 1 : 0;
      return unfinished.slice(from, from + limit).map((id) => testJob({ id }));
    },
  };
  const stop = new AbortController();
  return {
    clock,
    hub,
    stop,
    reads: () => reads,
    trim: (position: number) => (trimmed = position),
    /** Logs one entry, after a gap of others' entries. */
    append(entry: Partial<LogEntry>) {
      const position = (log.at(-1)?.position ?? 0) + 3;
      const event = JobEvent.fromPartial({ sequence: position });
      const whole = { caller: 'kim', jobId: 'j', event, ...entry, position };
      log.push(whole);
      hub.announce([whole]);
      return position;
    },
    watch: (cursor: string, caller = 'kim'): AsyncGenerator<CallerNews> =>
      watchJobs({ storage, hub, clock }, { caller, cursor, signal: stop.signal }),
  };
}

const progress = (jobId: string, fraction: number): JobProgress =>
  JobProgress.fromPartial({ jobId, step: 1, fraction });

test('under random interleavings each entry of the caller comes once, in order, with its own cursor', async () => {
  let state = 7;
  const random = (): number => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  for (let round = 0; round < 60; round += 1) {
    const pause = async (): Promise<void> => {
      for (let i = Math.floor(random() * 3); i > 0; i -= 1) await tick();
    };
    const { append, watch } = setUp({ pause });
    const expected: number[] = [];
    const watchers: Promise<void>[] = [];
    const count = 1 + Math.floor(random() * 400);
    const last = { position: 0 };
    const follow = async (after: number): Promise<void> => {
      const seen: number[] = [];
      for await (const { news, cursor } of watch(cursorAt(after))) {
        if (news.$case === 'event') {
          expect(cursor).toBe(cursorAt(news.value.sequence));
          seen.push(news.value.sequence);
        }
        if (random() < 0.1) await tick();
        if (seen.at(-1) === last.position) break;
      }
      expect(seen).toEqual(expected.filter((position) => position > after));
    };
    for (let i = 0; i < count; i += 1) {
      if (random() < 0.1) append({ caller: 'lee' });
      expected.push(append({ jobId: `j${Math.floor(random() * 5)}` }));
      if (random() < 0.03) watchers.push(follow(expected[Math.floor(random() * expected.length)]));
      if (random() < 0.3) await tick();
    }
    last.position = append({});
    expected.push(last.position);
    watchers.push(follow(expected[0]));
    await Promise.all(watchers);
  }
});

test('without a cursor the first message, at once, says from where it goes on', async () => {
  const { append, watch, clock } = setUp();
  const position = append({});
  const watcher = watch('');
  expect((await watcher.next()).value).toEqual({
    news: { $case: 'heartbeat', value: { time: clock.now() } },
    cursor: cursorAt(position),
  });
  const next = append({});
  expect((await watcher.next()).value).toMatchObject({ news: { $case: 'event' }, cursor: cursorAt(next) });
});

test('with a cursor after which nothing happened the first message comes at once, too', async () => {
  const { append, watch } = setUp();
  const cursor = cursorAt(append({}));
  expect((await watch(cursor).next()).value).toMatchObject({ news: { $case: 'heartbeat' }, cursor });
});

test('a deletion is told, and what is trimmed or of another store has expired', async () => {
  const { append, watch, trim } = setUp();
  const first = append({});
  const deleted = append({ jobId: 'gone', event: undefined });
  expect((await watch(cursorAt(first)).next()).value).toEqual({
    news: { $case: 'deleted', value: { jobId: 'gone' } },
    cursor: cursorAt(deleted),
  });
  await expect(watch(cursorAt(first, 'other')).next()).rejects.toMatchObject({ reason: 'CURSOR_EXPIRED' });
  await expect(watch(cursorAt(deleted + 1)).next()).rejects.toMatchObject({ reason: 'CURSOR_EXPIRED' });
  trim(deleted);
  await expect(watch(cursorAt(first)).next()).rejects.toMatchObject({ reason: 'CURSOR_EXPIRED' });
  await expect(watch('x').next()).rejects.toMatchObject({ reason: 'INVALID_REQUEST' });
});

test("passing news comes of the caller's jobs only, newest only, those that were there before included", async () => {
  const jobs = Array.from({ length: 101 }, (_, index) => `old${index}`);
  const { append, hub, watch } = setUp({ unfinished: jobs });
  const watcher = watch('');
  await watcher.next();
  const next = watcher.next();
  await tick();
  expect([...hub.watchedJobs()].sort()).toEqual(jobs.toSorted());
  const cursor = cursorAt(append({ jobId: 'new' }));
  expect((await next).value).toMatchObject({ news: { $case: 'event' }, cursor });
  expect([...hub.watchedJobs()]).toHaveLength(102);
  hub.publishProgress(progress('foreign', 0.1));
  hub.publishProgress(progress('new', 0.1));
  hub.publishProgress(progress('new', 0.2));
  hub.publishProgress(progress('old100', 0.3));
  expect((await watcher.next()).value).toEqual({
    news: { $case: 'progress', value: progress('new', 0.2) },
    cursor,
  });
  expect((await watcher.next()).value).toMatchObject({ news: { value: progress('old100', 0.3) } });
  const finished = {
    $case: 'finished',
    value: { job: { ...testJob(), state: JobState.FAILED } },
  } as const;
  append({ jobId: 'new', event: { ...JobEvent.create(), sequence: 2, event: finished } });
  await watcher.next();
  expect([...hub.watchedJobs()]).not.toContain('new');
  await watcher.return(undefined);
  expect([...hub.watchedJobs()]).toEqual([]);
});

test('one who comes later gets the newest passing news of each job', async () => {
  const { hub, watch } = setUp({ unfinished: ['a', 'b'] });
  hub.publishProgress(progress('a', 0.1));
  hub.publishProgress(progress('b', 0.2));
  const watcher = watch('');
  expect((await watcher.next()).value.news.$case).toBe('heartbeat');
  expect((await watcher.next()).value.news.value).toEqual(progress('a', 0.1));
  expect((await watcher.next()).value.news.value).toEqual(progress('b', 0.2));
});

test('one that does not read costs a bounded number of entries and still misses none', async () => {
  const { append, reads, watch } = setUp();
  const watcher = watch('');
  await watcher.next();
  const next = watcher.next();
  await tick();
  const positions = Array.from({ length: 1000 }, () => append({}));
  const seen = [(await next).value.cursor];
  while (seen.length < 1000) seen.push((await watcher.next()).value.cursor);
  expect(seen).toEqual(positions.map((position) => cursorAt(position)));
  expect(reads()).toBeGreaterThan(900 / 64);
});

test('it ends with the hub and with its signal', async () => {
  const { hub, watch, stop, clock } = setUp();
  const leaving = watch('');
  await leaving.next();
  const end = leaving.next();
  await tick();
  stop.abort();
  expect((await end).done).toBe(true);
  expect(clock.pendingDelaysMs()).toEqual([]);
  const { hub: closing, watch: watchClosing } = setUp();
  const closed = watchClosing('');
  await closed.next();
  closing.close();
  await expect(closed.next()).rejects.toMatchObject({ reason: 'SHUTTING_DOWN' });
  hub.close();
});
