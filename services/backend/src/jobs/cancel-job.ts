import { type Job, JobState } from '@nanococoa/proto/common/v1/job.ts';
import { isFinished } from './job-states.ts';
import type { Journal } from './journal.ts';

/** Stops a job. A finished job stays as it finished, so that cancelling twice is fine. */
export async function cancelJob(
  { journal, abort }: { journal: Journal; abort(jobId: string): void },
  jobId: string,
): Promise<Job> {
  const job = await journal.change(jobId, (current) =>
    isFinished(current) ? [] : [{ $case: 'finished', value: { state: JobState.CANCELLED } }],
  );
  // After it is logged: a step that ends in between finds its job finished and changes nothing.
  abort(jobId);
  return job;
}
