import {
  type Job,
  type NanococoaClient,
  type NanococoaError,
  Status,
  toNanococoaError,
} from '@nanococoa/client';
import { isFinished } from '../job/job-view.ts';
import type { JobStore } from '../jobs/job-store.ts';

export interface DeleteJobsOptions {
  client: Pick<NanococoaClient, 'cancelJob' | 'deleteJob'>;
  /** Says when a job that was stopped has come to its end. */
  store: Pick<JobStore, 'state' | 'subscribe' | 'want'>;
  signal: AbortSignal;
  /** Hears of each job that is gone. */
  onDeleted(job: Job): void;
}

/** A job that is still there, and why. */
export interface NotDeleted {
  job: Job;
  error: NanococoaError;
}

/**
 * Deletes jobs for good, one after the other; those that are being made are stopped first. One that is gone already is
 * as good as deleted. Gives those that could not be deleted. Rejects with the signal's reason.
 */
export async function deleteJobs(jobs: readonly Job[], options: DeleteJobsOptions): Promise<NotDeleted[]> {
  const { store, signal, onDeleted } = options;
  const left: NotDeleted[] = [];
  const releases = jobs.map(({ id }) => store.want(id));
  try {
    for (const job of jobs) {
      try {
        await deleteJob(job, options);
        onDeleted(job);
      } catch (problem) {
        signal.throwIfAborted();
        const error = toNanococoaError(problem);
        if (error.code === Status.NOT_FOUND) onDeleted(job);
        else left.push({ job, error });
      }
    }
  } finally {
    for (const release of releases) release();
  }
  return left;
}

async function deleteJob(job: Job, { client, store, signal }: DeleteJobsOptions): Promise<void> {
  const known = store.state().views.get(job.id)?.job ?? job;
  if (!isFinished(known)) {
    const stopped = await client.cancelJob(job.id, { signal });
    if (!isFinished(stopped)) await untilFinished(job.id, store, signal);
  }
  await client.deleteJob(job.id, { signal });
}

/** The step that runs may take a moment to end. */
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
