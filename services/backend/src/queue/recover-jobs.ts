import { JobState } from '@nanococoa/proto/common/v1/job.ts';
import type { Storage } from '../storage/storage.ts';
import type { JobQueue } from './job-queue.ts';

/** Queues what a Backend before this one left unfinished: started jobs first, in the order of their creation. */
export async function recoverJobs({
  storage,
  queue,
}: {
  storage: Storage;
  queue: JobQueue;
}): Promise<number> {
  const unfinished = await storage.listUnfinishedJobs();
  for (const { jobId, caller, state } of unfinished) {
    if (state === JobState.RUNNING) queue.putFirst({ jobId, caller });
    else queue.restore({ jobId, caller });
  }
  return unfinished.length;
}
