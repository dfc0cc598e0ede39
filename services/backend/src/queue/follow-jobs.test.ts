import { createLogger } from '@nanococoa/common/log/create-logger.ts';
import { type Job, JobState } from '@nanococoa/proto/common/v1/job.ts';
import { expect, test } from 'vitest';
import { type NewEvent, sealEvents } from '../jobs/seal-events.ts';
import { START_TIME, testJob } from '../jobs/test-jobs.ts';
import type { LogEntry } from '../storage/job-storage.ts';
import { followJobs } from './follow-jobs.ts';
import { createTestDispatcher, settle } from './test-dispatcher.ts';

const QUEUED: NewEvent = { $case: 'queued', value: { queuePosition: 0 } };
const STARTED: NewEvent = { $case: 'started', value: {} };
const ended = (state: JobState.SUCCEEDED | JobState.FAILED | JobState.CANCELLED): NewEvent => ({
  $case: 'finished',
  value: { state },
});

/** A Backend that follows a storage on which another one logs. */
async function setUp() {
  const backend = createTestDispatcher();
  await backend.setSlots(1);
  const jobs = new Map<string, Job>();
  const found: string[] = [];
  const gone: string[] = [];
  let reads = 0;
  let tell: (entries: LogEntry[]) => void = () => {};
  const unfollow = followJobs({
    ...backend,
    storage: {
      follow(listener) {
        tell = listener;
        return () => {
          tell = () => {};
        };
      },
      readJob: (jobId) => {
        reads += 1;
        return Promise.resolve(jobs.get(jobId));
      },
    },
    log: createLogger({ service: 'test', level: 'silent' }),
    onFound: ({ id }) => found.push(id),
    onGone: (jobId) => gone.push(jobId),
  });
  return {
    ...backend,
    found,
    gone,
    unfollow,
    reads: () => reads,
    /** Somebody logs events of a job, in one go. */
    async log(jobId: string, ...newEvents: NewEvent[]): Promise<void> {
      const before = jobs.get(jobId) ?? testJob({ id: jobId, caller: 'other', priority: 3 });
      const { job, events } = sealEvents(before, newEvents, START_TIME);
      jobs.set(jobId, job);
      tell(events.map((event) => ({ position: 0, caller: 'other', jobId, event })));
      await settle();
    },
    async remove(jobId: string): Promise<void> {
      jobs.delete(jobId);
      tell([{ position: 0, caller: 'other', jobId }]);
      await settle();
    },
  };
}

test("another Backend's job waits here with its priority, and runs when its turn comes", async () => {
  const { log, queue, started, found, add, end } = await setUp();
  await add('mine');
  await log('theirs', QUEUED);
  expect(queue.takeUnstarted('theirs')).toEqual({ jobId: 'theirs', caller: 'other', priority: 3 });
  await log('next', QUEUED);
  await end('mine');
  expect(started).toEqual(['mine', 'next']);
  expect(found).toEqual(['theirs', 'next']);
});

test('what is logged about a job that waits, runs or was given back here costs no reading', async () => {
  const { log, queue, reads, add, end, dispatcher } = await setUp();
  await add('runs', 'waits');
  const place = queue.reserve({ jobId: 'stored', caller: 'local', priority: 0 });
  for (const jobId of ['runs', 'waits', 'stored']) await log(jobId, QUEUED);
  place.enqueue();
  await log('runs', STARTED);
  await end('runs', { kind: 'given_back', delayMs: 10 });
  expect(dispatcher.has('runs')).toBe(true);
  // A job of which every step was known already is over in one go.
  await log('cached', QUEUED, STARTED, ended(JobState.SUCCEEDED));
  expect(reads()).toBe(0);
});

test('a job that another Backend has begun is not begun here before that one may be gone', async () => {
  const { log, queue, started, add, end, pass } = await setUp();
  await add('mine');
  await log('theirs', QUEUED);
  await log('theirs', STARTED);
  expect(queue.has('theirs')).toBe(false);
  await end('mine');
  await pass(14_999);
  expect(started).toEqual(['mine']);
  await pass(1);
  expect(started).toEqual(['mine', 'theirs']);
});

test('what another Backend finishes, cancels or deletes is over here', async () => {
  const { log, remove, queue, started, running, add, pass, gone, dispatcher } = await setUp();
  await add('mine', 'done', 'deleted');
  await log('parked', QUEUED);
  await log('parked', STARTED);
  await log('done', QUEUED, ended(JobState.SUCCEEDED));
  await remove('deleted');
  await log('parked', ended(JobState.FAILED));
  expect([...queue.order()]).toEqual([]);
  // What this run logs itself does not stop it, what somebody else's cancel logs does.
  await log('mine', QUEUED, STARTED, ended(JobState.SUCCEEDED));
  expect(running.has('mine')).toBe(true);
  await log('mine', ended(JobState.CANCELLED));
  expect(running.has('mine')).toBe(false);
  await pass(30_000);
  expect(started).toEqual(['mine']);
  expect(dispatcher.has('parked')).toBe(false);
  expect(gone).toEqual(['done', 'deleted', 'parked', 'mine']);
});

test('after the end nothing is heard', async () => {
  const { log, unfollow, started } = await setUp();
  unfollow();
  await log('theirs', QUEUED);
  expect(started).toEqual([]);
});
