import { JobState } from '@nanococoa/proto/common/v1/job.ts';
import type { JobStorage } from '../storage/job-storage.ts';
import type { JobQueue } from './job-queue.ts';

/**
 * Queues what a Backend before this one left unfinished: started jobs first, in the order of their creation. Gives
 * their ids.
 */
export async function recoverJobs({
  storage,
  queue,
}: {
  storage: Pick<JobStorage, 'listUnfinishedJobs'>;
  queue: Pick<JobQueue, 'putFirst' | 'restore'>;
}): Promise<string[]> {
  const unfinished = await storage.listUnfinishedJobs();
  for (const { jobId, caller, state, priority } of unfinished) {
    const job = { jobId, caller, priority };
    if (state === JobState.RUNNING) queue.putFirst(job);
    else queue.restore(job);
  }
  return unfinished.map(({ jobId }) => jobId);
}
