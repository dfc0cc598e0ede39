import { type NanococoaClient, type NanococoaError, Status, toNanococoaError } from '@nanococoa/client';
import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { isFinished } from '../job/job-view.ts';

export type DeletingClient = Pick<NanococoaClient, 'cancelJob' | 'deleteJob' | 'watch'>;

/** An ad that is still there, and why. */
export interface NotDeleted {
  job: Job;
  error: NanococoaError;
}

/**
 * Deletes ads for good, one after the other; those that are being made are stopped first. `onDeleted` hears of each.
 * Gives those that could not be deleted. Rejects with the signal's reason.
 */
export async function deleteAds(
  client: DeletingClient,
  jobs: readonly Job[],
  signal: AbortSignal,
  onDeleted: (job: Job) => void,
): Promise<NotDeleted[]> {
  const left: NotDeleted[] = [];
  for (const job of jobs) {
    try {
      await deleteAd(client, job, signal);
      onDeleted(job);
    } catch (problem) {
      signal.throwIfAborted();
      const error = toNanococoaError(problem);
      // Somebody else was quicker.
      if (error.code === Status.NOT_FOUND) onDeleted(job);
      else left.push({ job, error });
    }
  }
  return left;
}

async function deleteAd(client: DeletingClient, job: Job, signal: AbortSignal): Promise<void> {
  if (!isFinished(job)) {
    const stopped = await client.cancelJob(job.id, { signal });
    // The step that runs may take a moment to end: the last piece of news says that it has.
    if (!isFinished(stopped)) {
      for await (const _ of client.watch(job.id, { afterSequence: stopped.lastSequence, signal }));
    }
  }
  await client.deleteJob(job.id, { signal });
}
