import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { expect, test } from 'vitest';
import { testJob } from '../jobs/test-jobs.ts';
import { learnJobs } from './learn-jobs.ts';

function setUp(known: string[]) {
  const learnt: string[] = [];
  const stop = new AbortController();
  const storage = {
    readJob(jobId: string): Promise<Job | undefined> {
      if (jobId === 'stops') stop.abort();
      return Promise.resolve(jobId === 'deleted' ? undefined : testJob({ id: jobId }));
    },
  };
  const estimator = {
    knows: (jobId: string) => known.includes(jobId),
    queued: ({ id }: Job) => void learnt.push(id),
  };
  return {
    learnt,
    stop,
    learn: (jobIds: string[]) => learnJobs({ storage, estimator }, jobIds, stop.signal),
  };
}

test('what was left is learnt, except of jobs that are known better or gone', async () => {
  const { learnt, learn } = setUp(['has run meanwhile']);
  await learn(['a', 'deleted', 'has run meanwhile', 'b']);
  expect(learnt).toEqual(['a', 'b']);
});

test('a stop ends it', async () => {
  const { learnt, learn } = setUp([]);
  await learn(['a', 'stops', 'b']);
  expect(learnt).toEqual(['a']);
});
