import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { WatchJobsResponse } from '@nanococoa/proto/backend/v1/backend_service.ts';
import { JobEvent, JobProgress } from '@nanococoa/proto/common/v1/job.ts';
import { expect, test } from 'vitest';
import { createCallerFeeds } from './caller-feeds.ts';
import type { CallerNews } from './follow-jobs.ts';
import { createHeartbeatWheel } from './heartbeat-wheel.ts';

const event = (sequence: number, jobId = 'j'): WatchJobsResponse['news'] => ({
  $case: 'event',
  value: JobEvent.fromPartial({ sequence, jobId }),
});
const progress = (jobId: string, fraction: number): WatchJobsResponse['news'] => ({
  $case: 'progress',
  value: JobProgress.fromPartial({ jobId, fraction, step: 1 }),
});
const HEARTBEAT: WatchJobsResponse['news'] = { $case: 'heartbeat', value: { time: undefined } };

/** A Backend with a log of one caller's jobs; cursors are c0, c1 … */
function createBackend() {
  const log: WatchJobsResponse['news'][] = [];
  const watches = new Set<{ passing: WatchJobsResponse['news'][]; wake: () => void; lost: boolean }>();
  const state = { opened: [] as string[], away: false, trimmed: 0 };
  const wakeAll = () => {
    for (const { wake } of watches) wake();
  };
  return {
    state,
    watches,
    append(news: WatchJobsResponse['news']) {
      log.push(news);
      wakeAll();
      return `c${log.length}`;
    },
    pass(news: WatchJobsResponse['news']) {
      for (const watch of watches) watch.passing.push(news);
      wakeAll();
    },
    loseAll() {
      for (const watch of watches) watch.lost = true;
      wakeAll();
    },
    async *watchJobs(request: { cursor?: string }, options?: { signal?: AbortSignal }) {
      const cursor = request.cursor ?? '';
      state.opened.push(cursor);
      await Promise.resolve();
      if (state.away) throw new AppError('UNAVAILABLE');
      let at = cursor === '' ? log.length : Number(cursor.slice(1));
      if (at < state.trimmed) throw new AppError('CURSOR_EXPIRED');
      const watch = { passing: [] as WatchJobsResponse['news'][], wake: () => {}, lost: false };
      watches.add(watch);
      options?.signal?.addEventListener('abort', () => watch.wake());
      try {
        if (at === log.length) yield { news: HEARTBEAT, cursor: `c${at}` };
        for (;;) {
          options?.signal?.throwIfAborted();
          if (watch.lost) throw new AppError('UNAVAILABLE');
          const passing = watch.passing.shift();
          if (at < log.length) {
            at += 1;
            yield { news: log[at - 1], cursor: `c${at}` };
          } else if (passing) yield { news: passing, cursor: `c${at}` };
          else await new Promise<void>((resolve) => (watch.wake = resolve));
        }
      } finally {
        watches.delete(watch);
      }
    },
  };
}

function setUp({ stallMs = 30_000 } = {}) {
  const backend = createBackend();
  const draining = new AbortController();
  const wheel = createHeartbeatWheel({ everyMs: 15_000 });
  const feeds = createCallerFeeds({ backend, wheel, stallMs, draining: draining.signal });
  const subscribe = (cursor: string) => {
    const leaving = new AbortController();
    const messages = feeds.watch({ caller: 'kim', requestId: 'r', cursor, signal: leaving.signal });
    const next = async () => {
      const { done, value } = await messages.next();
      return done ? 'end' : show(value);
    };
    const some = async (count: number) => {
      const seen: string[] = [];
      while (seen.length < count) seen.push(await next());
      return seen;
    };
    return { next, some, leaving, messages };
  };
  return { backend, subscribe, draining };
}

function show({ news, cursor }: CallerNews): string {
  if (news.$case === 'event') return `${news.value.sequence} ${cursor}`;
  if (news.$case === 'progress') return `${news.value.jobId} ${news.value.fraction} ${cursor}`;
  return `${news.$case} ${cursor}`;
}

test('from now on: the first message brings a cursor; any number of watchers cost one watch', async () => {
  const { backend, subscribe } = setUp();
  backend.append(event(1));
  const watchers = Array.from({ length: 50 }, () => subscribe(''));
  for (const { next } of watchers) expect(await next()).toBe('heartbeat c1');
  backend.append(event(2));
  backend.append({ $case: 'deleted', value: { jobId: 'gone' } });
  for (const { some } of watchers) expect(await some(2)).toEqual(['2 c2', 'deleted c3']);
  const late = subscribe('');
  expect(await late.next()).toBe('heartbeat c3');
  backend.append(event(3));
  expect(await late.next()).toBe('3 c4');
  expect(backend.state.opened).toEqual(['']);
  for (const { messages } of [...watchers, late]) await messages.return?.();
  await expect.poll(() => backend.watches.size).toBe(0);
});

test('those who resume where others are share their watch; one further behind reads the log, then joins them', async () => {
  const { backend, subscribe } = setUp();
  for (let sequence = 1; sequence <= 5; sequence += 1) backend.append(event(sequence));
  const first = subscribe('c3');
  const same = subscribe('c3');
  expect(await first.some(2)).toEqual(['4 c4', '5 c5']);
  expect(await same.some(2)).toEqual(['4 c4', '5 c5']);
  const ahead = subscribe('c4');
  expect(await ahead.next()).toBe('5 c5');
  const current = subscribe('c5');
  expect(await current.next()).toBe('heartbeat c5');
  expect(backend.state.opened).toEqual(['c3']);
  const behind = subscribe('c1');
  expect(await behind.some(4)).toEqual(['2 c2', '3 c3', '4 c4', '5 c5']);
  expect(backend.state.opened).toEqual(['c3', 'c1']);
  // It has left its own watch by now, and hears the rest with the others.
  await expect.poll(() => backend.watches.size).toBe(1);
  backend.append(event(6));
  for (const { next } of [first, same, ahead, current, behind]) expect(await next()).toBe('6 c6');
});

test('one that is left behind by what is kept catches up from the log, without gap or duplicate', async () => {
  const { backend, subscribe } = setUp();
  const slow = subscribe('');
  const fast = subscribe('');
  expect([await slow.next(), await fast.next()]).toEqual(['heartbeat c0', 'heartbeat c0']);
  const expected: string[] = [];
  for (let sequence = 1; sequence <= 1500; sequence += 1) {
    backend.append(event(sequence));
    expected.push(`${sequence} c${sequence}`);
    expect(await fast.next()).toBe(expected.at(-1));
  }
  expect(await slow.some(1500)).toEqual(expected);
  await expect.poll(() => backend.watches.size).toBe(1);
  backend.append(event(1501));
  expect([await slow.next(), await fast.next()]).toEqual(['1501 c1501', '1501 c1501']);
});

test('an expired cursor concerns who has it only', async () => {
  const { backend, subscribe } = setUp();
  for (let sequence = 1; sequence <= 5; sequence += 1) backend.append(event(sequence));
  backend.state.trimmed = 3;
  const expired = [subscribe('c1'), subscribe('c1'), subscribe('c2')];
  const good = subscribe('c4');
  const fresh = subscribe('');
  for (const { next } of expired) await expect(next()).rejects.toMatchObject({ reason: 'CURSOR_EXPIRED' });
  expect(await good.next()).toBe('5 c5');
  expect(await fresh.next()).toBe('heartbeat c5');
  await expect(subscribe('c0').next()).rejects.toMatchObject({ reason: 'CURSOR_EXPIRED' });
  backend.append(event(6));
  expect([await good.next(), await fresh.next()]).toEqual(['6 c6', '6 c6']);
});

test('passing news: newest only of each job, with the cursor of its watcher, and for who comes later', async () => {
  const { backend, subscribe } = setUp();
  const watcher = subscribe('');
  const slow = subscribe('');
  expect([await watcher.next(), await slow.next()]).toEqual(['heartbeat c0', 'heartbeat c0']);
  backend.pass(progress('a', 0.1));
  backend.pass(progress('b', 0.2));
  expect(await watcher.some(2)).toEqual(['a 0.1 c0', 'b 0.2 c0']);
  backend.append(event(1, 'c'));
  expect(await watcher.next()).toBe('1 c1');
  backend.pass(progress('a', 0.3));
  expect(await watcher.next()).toBe('a 0.3 c1');
  // The event first, so that the cursor never goes back.
  expect(await slow.some(3)).toEqual(['1 c1', 'b 0.2 c1', 'a 0.3 c1']);
  expect(await subscribe('').some(3)).toEqual(['heartbeat c1', 'b 0.2 c1', 'a 0.3 c1']);
  backend.append(event(2, 'b'));
  expect(await subscribe('c2').some(2)).toEqual(['heartbeat c2', 'a 0.3 c2']);
});

test('a Backend that goes away is not seen, and neither are fractions that go back', async () => {
  const { backend, subscribe } = setUp();
  const watcher = subscribe('');
  await watcher.next();
  backend.append(event(1));
  expect(await watcher.next()).toBe('1 c1');
  backend.pass(progress('j', 0.5));
  expect(await watcher.next()).toBe('j 0.5 c1');
  backend.state.away = true;
  backend.loseAll();
  backend.append(event(2));
  const next = watcher.next();
  await expect.poll(() => backend.state.opened.length).toBeGreaterThan(2);
  backend.state.away = false;
  expect(await next).toBe('2 c2');
  await expect.poll(() => backend.watches.size).toBe(1);
  backend.pass(progress('j', 0.2));
  expect(await watcher.next()).toBe('j 0.5 c2');
});

test('while the Backend is away, one who comes waits for it', async () => {
  const { backend, subscribe } = setUp();
  backend.append(event(1));
  backend.state.away = true;
  const early = subscribe('c0');
  const next = early.next();
  await expect.poll(() => backend.state.opened.length).toBeGreaterThan(1);
  backend.state.away = false;
  expect(await next).toBe('1 c1');
});

test('those who leave or are drained end in whatever state they are', async () => {
  const { backend, subscribe, draining } = setUp();
  for (let sequence = 1; sequence <= 5; sequence += 1) backend.append(event(sequence));
  const live = subscribe('c5');
  await live.next();
  const catching = subscribe('c1');
  await catching.next();
  const leaving = subscribe('c0');
  await leaving.next();
  leaving.leaving.abort(new Error('left'));
  await expect(leaving.next()).rejects.toThrow('left');
  await expect.poll(() => backend.watches.size).toBe(2);
  draining.abort();
  await expect(live.next()).rejects.toMatchObject({ reason: 'SHUTTING_DOWN' });
  await expect(catching.some(5)).rejects.toMatchObject({ reason: 'SHUTTING_DOWN' });
  await expect(subscribe('').next()).rejects.toMatchObject({ reason: 'SHUTTING_DOWN' });
  await expect.poll(() => backend.watches.size).toBe(0);
});
