import { type AnyNews, Job, JobEvent, NanococoaError, Status } from '@nanococoa/client';
import { JobState } from '@nanococoa/proto/common/v1/job.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createJobStore, type JobStore, type JobsClient } from './job-store.ts';

let jobs: Map<string, Job>;
let stop: AbortController;
let store: JobStore;
let calls: string[];
/** Held answers of GetJob. */
let gate: Promise<void>;
let tell: (news: AnyNews, cursor?: string) => void;
let expire: () => void;

beforeEach(() => {
  jobs = new Map();
  stop = new AbortController();
  calls = [];
  gate = Promise.resolve();
  store = createJobStore({ client: createServer(), soon: setImmediate });
});
afterEach(() => stop.abort());

function createServer(): JobsClient {
  const newest = () => [...jobs.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
  return {
    async getJob(jobId, { signal } = {}) {
      calls.push(`get ${jobId}`);
      await Promise.race([gate, ended(signal)]);
      const job = jobs.get(jobId);
      if (job === undefined) throw refusal(Status.NOT_FOUND, 'JOB_NOT_FOUND');
      return job;
    },
    async *listJobs({ pageSize = 20, pageToken = '' } = {}) {
      calls.push(`list ${pageToken}`);
      const from = Number(pageToken || 0);
      const page = newest().slice(from, from + pageSize);
      const isLast = from + pageSize >= jobs.size;
      const nextPageToken = isLast ? '' : String(from + pageSize);
      yield { jobs: page, counts: undefined, watchCursor: 'start', nextPageToken };
    },
    async *watchJobs({ cursor = '', signal } = {}) {
      calls.push(`watch ${cursor}`);
      const waiting: Array<{ news: AnyNews; cursor: string }> = [];
      let wake = () => {};
      let isExpired = false;
      tell = (news, next = 'later') => {
        waiting.push({ news, cursor: next });
        wake();
      };
      expire = () => {
        isExpired = true;
        wake();
      };
      for (;;) {
        yield* waiting.splice(0);
        if (isExpired) throw refusal(Status.OUT_OF_RANGE, 'CURSOR_EXPIRED');
        const ended = await new Promise<boolean>((resolve) => {
          wake = () => resolve(false);
          signal?.addEventListener('abort', () => resolve(true));
        });
        if (ended) throw signal?.reason;
      }
    },
  };
}

/** Rejects when the signal aborts. */
function ended(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
}

function refusal(code: Status, reason: string): NanococoaError {
  return new NanococoaError({ code, reason, message: reason });
}

function jobOf(id: string, lastSequence = 1): Job {
  return Job.fromPartial({ id, lastSequence, state: JobState.QUEUED });
}

function event(jobId: string, sequence: number, kind: 'queued' | 'started'): AnyNews {
  const happened = kind === 'queued' ? { $case: kind, value: {} } : { $case: kind, value: {} };
  return { $case: 'event', value: JobEvent.fromPartial({ jobId, sequence, event: happened }) };
}

function follow(): void {
  void store.follow(stop.signal);
}

const listed = () => store.state().jobs?.map(({ id }) => id);
const stateOf = (id: string) => store.state().views.get(id)?.job.state;

test('lists the newest jobs, then follows all of them from that moment on', async () => {
  for (const id of ['01', '02']) jobs.set(id, jobOf(id));
  follow();
  await expect.poll(() => calls).toContain('watch start');
  await expect.poll(listed).toEqual(['02', '01']);
  tell(event('01', 2, 'started'));
  await expect.poll(() => stateOf('01')).toBe(JobState.RUNNING);
  expect(calls).toEqual(['list ', 'watch start']);
});

test('a job that somebody else made is read and takes its place', async () => {
  jobs.set('01', jobOf('01'));
  jobs.set('03', jobOf('03'));
  follow();
  await expect.poll(() => calls).toContain('watch start');
  jobs.set('02', jobOf('02'));
  tell(event('02', 1, 'queued'));
  await expect.poll(listed).toEqual(['03', '02', '01']);
});

test('news that come while a job is being read are applied to what was read', async () => {
  follow();
  await expect.poll(() => calls).toContain('watch start');
  const { promise, resolve } = Promise.withResolvers<void>();
  gate = promise;
  jobs.set('01', jobOf('01'));
  tell(event('01', 1, 'queued'));
  tell(event('01', 2, 'started'));
  await expect.poll(() => calls).toContain('get 01');
  resolve();
  await expect.poll(() => stateOf('01')).toBe(JobState.RUNNING);
});

test('where an event is missing, the job is read again', async () => {
  jobs.set('01', jobOf('01'));
  follow();
  await expect.poll(() => calls).toContain('watch start');
  jobs.set('01', { ...jobOf('01', 4), state: JobState.SUCCEEDED });
  tell(event('01', 4, 'started'));
  await expect.poll(() => stateOf('01')).toBe(JobState.SUCCEEDED);
  expect(calls.filter((call) => call === 'get 01')).toHaveLength(1);
});

test('goes on after the last cursor, and lists anew when that has expired', async () => {
  jobs.set('01', jobOf('01'));
  follow();
  await expect.poll(() => calls).toContain('watch start');
  tell(event('01', 2, 'started'), 'c7');
  await expect.poll(() => stateOf('01')).toBe(JobState.RUNNING);
  stop.abort();
  stop = new AbortController();
  follow();
  await expect.poll(() => calls.at(-1)).toBe('watch c7');
  jobs.set('02', jobOf('02'));
  expire();
  await expect.poll(listed).toEqual(['02', '01']);
  expect(calls.slice(-2)).toEqual(['list ', 'watch start']);
});

test('older jobs come by pages; one that is wanted comes at once', async () => {
  for (let at = 10; at < 40; at++) jobs.set(String(at), jobOf(String(at)));
  const release = store.want('11');
  follow();
  await expect.poll(() => store.state().views.has('11')).toBe(true);
  await expect.poll(() => listed()?.length).toBe(24);
  expect(store.state().hasMore).toBe(true);
  await store.more();
  await expect.poll(() => listed()?.length).toBe(30);
  expect(listed()?.at(-1)).toBe('10');
  expect(store.state().hasMore).toBe(false);
  release();
});

test('a job that is gone leaves the list; who wanted to see it hears why', async () => {
  jobs.set('01', jobOf('01'));
  follow();
  store.want('01');
  await expect.poll(() => calls).toContain('watch start');
  jobs.delete('01');
  tell({ $case: 'deleted', value: { jobId: '01' } });
  await expect.poll(() => store.state().errors.get('01')?.reason).toBe('JOB_NOT_FOUND');
  await expect.poll(listed).toEqual([]);
});

test('what was being read when it was followed anew is read all the same', async () => {
  const { promise } = Promise.withResolvers<void>();
  gate = promise;
  jobs.set('01', jobOf('01'));
  follow();
  store.want('01');
  await expect.poll(() => calls).toContain('get 01');
  stop.abort();
  stop = new AbortController();
  gate = Promise.resolve();
  follow();
  await expect.poll(() => stateOf('01')).toBe(JobState.QUEUED);
  expect(store.state().errors.size).toBe(0);
});

test('subscribers hear once of many pieces of news, and the list stays the same array while no job changes', async () => {
  jobs.set('01', jobOf('01'));
  follow();
  await expect.poll(() => calls).toContain('watch start');
  await expect.poll(listed).toEqual(['01']);
  let heard = 0;
  store.subscribe(() => heard++);
  const before = store.state().jobs;
  const progress = (fraction: number): AnyNews => ({
    $case: 'progress',
    value: {
      jobId: '01',
      step: 0,
      fraction,
      stepFraction: 0,
      subStep: '',
      message: '',
      preview: new Uint8Array(),
      queuePosition: undefined,
      time: undefined,
      eta: undefined,
      stepEta: undefined,
    },
  });
  for (let at = 1; at <= 100; at++) tell(progress(at / 100));
  await expect.poll(() => store.state().views.get('01')?.fraction).toBe(1);
  expect(heard).toBeLessThan(100);
  expect(store.state().jobs).toBe(before);
});
