import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../clock/clock.ts';
import type { Storage } from '../storage/storage.ts';
import type { UploadStore } from '../uploads/upload-store.ts';
import { BATCH_SIZE, DELETION_NEWS_MS, MIN_AGE_MS } from './retention-limits.ts';

export interface SweepDependencies {
  storage: Pick<
    Storage,
    | 'deleteImage'
    | 'deleteJob'
    | 'listExpiredJobs'
    | 'listOldestFinishedJobs'
    | 'listUnusedImages'
    | 'readJob'
    | 'storedBytes'
    | 'trimLog'
  >;
  uploads: Pick<UploadStore, 'sweep'>;
  clock: Clock;
  /** How long an image is kept that no job names, milliseconds since its last use. */
  imageRetentionMs: number;
  /** What images may take in all; more is made room for. */
  maxStoredBytes: number;
}

/** What a sweep removed. */
export interface Swept {
  jobs: number;
  images: number;
}

/**
 * Removes what is over its time, and, where room is short, the unused images and then the oldest finished jobs until
 * the rest fits. Nothing in use goes: no unfinished job, no image that a job names, nothing used within the last hour.
 * Everything goes in small batches, so that the event loop is free in between.
 * @throws AppError STORAGE_FULL, STORAGE_UNAVAILABLE
 */
export async function sweep(deps: SweepDependencies, signal: AbortSignal): Promise<Swept> {
  const { storage, clock, imageRetentionMs, maxStoredBytes } = deps;
  const now = clock.now();
  const before = (ageMs: number): Date => new Date(now.getTime() - ageMs);
  const fits = async (): Promise<boolean> => (await storage.storedBytes()) <= maxStoredBytes;

  const expiredJobs = await removeAll({
    list: () => storage.listExpiredJobs(now, BATCH_SIZE),
    remove: storage.deleteJob,
    signal,
  });
  await deps.uploads.sweep();
  const removeImages = (unusedSince: Date, isEnough?: () => Promise<boolean>): Promise<number> =>
    removeAll({
      list: async () => (await storage.listUnusedImages(unusedSince, BATCH_SIZE)).map(({ id }) => id),
      // It may have been used since it was listed.
      remove: (imageId) => storage.deleteImage(imageId, unusedSince),
      isEnough,
      signal,
    });
  const swept = { jobs: expiredJobs, images: await removeImages(before(imageRetentionMs)) };

  const oldEnough = before(MIN_AGE_MS);
  const deleteOldJob = async (jobId: string): Promise<boolean> => {
    const endTime = (await storage.readJob(jobId))?.endTime;
    return endTime !== undefined && endTime <= oldEnough && storage.deleteJob(jobId);
  };
  while (!signal.aborted && !(await fits())) {
    swept.images += await removeImages(oldEnough, fits);
    if (await fits()) break;
    // One batch at a time: the images that it sets free may be enough.
    const gone = await removeBatch(await storage.listOldestFinishedJobs(BATCH_SIZE), {
      remove: deleteOldJob,
      signal,
    });
    if (gone === 0) break;
    swept.jobs += gone;
  }
  await storage.trimLog(before(DELETION_NEWS_MS));
  return swept;
}

interface Removal {
  /** False: it was not removed. */
  remove(id: string): Promise<boolean>;
  /** Asked before each removal. */
  isEnough?: (() => Promise<boolean>) | undefined;
  signal: AbortSignal;
}

/** Removes what `list` gives, batch by batch, until nothing of it can be removed or it is enough. Gives their number. */
async function removeAll({ list, ...removal }: Removal & { list(): Promise<string[]> }): Promise<number> {
  let sum = 0;
  for (;;) {
    const gone = await removeBatch(await list(), removal);
    if (gone === 0) return sum;
    sum += gone;
    await setImmediate();
  }
}

async function removeBatch(ids: string[], { remove, isEnough, signal }: Removal): Promise<number> {
  if (signal.aborted) return 0;
  // Together they are one commit of the storage's.
  if (!isEnough) return (await Promise.all(ids.map(remove))).filter(Boolean).length;
  let gone = 0;
  for (const id of ids) {
    if (signal.aborted || (await isEnough())) break;
    if (await remove(id)) gone += 1;
  }
  return gone;
}
