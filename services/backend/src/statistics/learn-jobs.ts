import type { JobStorage } from '../storage/job-storage.ts';
import type { Estimator } from './estimator.ts';

/**
 * Tells the estimator what is left of jobs that a Backend before this one left: in the background, since a start must
 * not wait for it. Ends early when `signal` aborts, or when the storage fails: then they count as usual ones.
 */
export async function learnJobs(
  {
    storage,
    estimator,
  }: { storage: Pick<JobStorage, 'readJob'>; estimator: Pick<Estimator, 'knows' | 'queued'> },
  jobIds: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  for (const jobId of jobIds) {
    const job = await storage.readJob(jobId);
    if (signal.aborted) return;
    // One that has run meanwhile is known better than it was read.
    if (job && !estimator.knows(jobId)) estimator.queued(job);
  }
}
