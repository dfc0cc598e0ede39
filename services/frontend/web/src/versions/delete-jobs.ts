import { type Job, type NanococoaClient, Status, toNanococoaError } from '@nanococoa/client';
import { isFinished } from '../job/job-view.ts';
import type { JobStore } from '../jobs/job-store.ts';

export interface DeleteJobsOptions {
  client: Pick<NanococoaClient, 'cancelJob' | 'deleteJob'>;
  /** Says when a job that was stopped has come to its end. */
  store: Pick<JobStore, 'state' | 'subscribe' | 'want'>;
  signal: AbortSignal;
}

/** Deletes jobs, stopping those that still run; one that is gone already is fine. Rejects with NanococoaError. */
export async function deleteJobs(jobs: readonly Job[], options: DeleteJobsOptions): Promise<void> {
  const releases = jobs.map(({ id }) => options.store.want(id));
  try {
    for (const job of jobs) await deleteJob(job, options);
  } finally {
    for (const release of releases) release();
  }
}

async function deleteJob(job: Job, { client, store, signal }: DeleteJobsOptions): Promise<void> {
  try {
    const known = store.state().views.get(job.id)?.job ?? job;
    if (!isFinished(known)) {
      const stopped = await client.cancelJob(job.id, { signal });
      if (!isFinished(stopped)) await untilFinished(job.id, store, signal);
    }
    await client.deleteJob(job.id, { signal });
  } catch (error) {
    const refusal = toNanococoaError(error);
    if (signal.aborted || refusal.code !== Status.NOT_FOUND) throw refusal;
  }
}

function untilFinished(
  jobId: string,
  store: Pick<JobStore, 'state' | 'subscribe'>,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      const job = store.state().views.get(jobId)?.job;
      if (!signal.aborted && job !== undefined && !isFinished(job)) return;
      unsubscribe();
      signal.removeEventListener('abort', settle);
      if (signal.aborted) reject(signal.reason);
      else resolve();
    };
    const unsubscribe = store.subscribe(settle);
    signal.addEventListener('abort', settle);
    settle();
  });
}
