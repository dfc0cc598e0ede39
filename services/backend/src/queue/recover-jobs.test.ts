import { JobState } from '@nanococoa/proto/common/v1/job.ts';
import { expect, test } from 'vitest';
import { createJobQueue } from './job-queue.ts';
import { recoverJobs } from './recover-jobs.ts';

test('started jobs go on first, the others take turns again, each with its priority', async () => {
  const queue = createJobQueue({ capacity: 1, retryAfterMs: () => 0 });
  const { QUEUED, RUNNING } = JobState;
  const unfinished = [
    { jobId: 'a1', caller: 'a', state: QUEUED, priority: 0 },
    { jobId: 'a2', caller: 'a', state: QUEUED, priority: 5 },
    { jobId: 'a3', caller: 'a', state: RUNNING, priority: 0 },
    { jobId: 'b1', caller: 'b', state: QUEUED, priority: 0 },
  ];
  const storage = { listUnfinishedJobs: () => Promise.resolve(unfinished) };
  expect(await recoverJobs({ storage, queue })).toEqual(['a1', 'a2', 'a3', 'b1']);
  expect([...queue.startedJobs(), ...queue.order()]).toEqual(['a3', 'a2', 'b1', 'a1']);
});
