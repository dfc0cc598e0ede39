import type { Job, JobState } from '@nanococoa/proto/common/v1/job.ts';
import { isFinished } from '../../jobs/job-states.ts';
import type { LogEntry } from '../job-storage.ts';
import { namedImages } from '../named-images.ts';

/** What a storage should hold, kept in the simplest way: for comparing after random operations. */
export function createStorageModel() {
  const jobs = new Map<string, Job>();
  const heard: (LogEntry & { timeMs: number })[] = [];
  const images = new Map<string, { sizeBytes: number; lastUsedMs: number }>();
  const cache = new Map<string, string>();
  let trimmedBeforeMs = Number.NEGATIVE_INFINITY;

  const ofCaller = (caller: string): typeof heard => heard.filter((entry) => entry.caller === caller);
  const isTrimmed = ({ event, timeMs }: (typeof heard)[number]): boolean =>
    !event && timeMs < trimmedBeforeMs;
  const isUsed = (imageId: string): boolean =>
    [...jobs.values()].some((job) => namedImages(job).includes(imageId));

  return {
    jobs,
    images,
    cache,
    hear(entries: LogEntry[], timeMs: number): void {
      for (const entry of entries) heard.push({ ...entry, timeMs });
    },
    heardCount: (): number => heard.length,
    trim(beforeMs: number): void {
      trimmedBeforeMs = Math.max(trimmedBeforeMs, beforeMs);
    },
    isUsed,
    /** Removes an image and the cached steps that need it. */
    deleteImage(imageId: string): void {
      images.delete(imageId);
      for (const [key, id] of cache) if (id === imageId) cache.delete(key);
    },
    lastPosition: (caller: string): number => ofCaller(caller).at(-1)?.position ?? 0,
    /** The log after a position; undefined: it has expired. */
    log(caller: string, afterPosition: number): LogEntry[] | undefined {
      const all = ofCaller(caller);
      if (all.some((entry) => isTrimmed(entry) && entry.position > afterPosition)) return undefined;
      return all
        .filter((entry) => entry.position > afterPosition && (!entry.event || jobs.has(entry.jobId)))
        .map(({ timeMs: _, ...entry }) => entry);
    },
    newestJobs: (caller: string): Job[] =>
      [...jobs.values()].filter((job) => job.caller === caller).sort((a, b) => (a.id < b.id ? 1 : -1)),
    count: (caller: string, state: JobState): number =>
      [...jobs.values()].filter((job) => job.caller === caller && job.state === state).length,
    unfinishedIds: (): string[] =>
      [...jobs.values()]
        .filter((job) => !isFinished(job))
        .map(({ id }) => id)
        .sort(),
    unusedIds: (): string[] =>
      [...images]
        .filter(([id]) => !isUsed(id))
        .sort(([, a], [, b]) => a.lastUsedMs - b.lastUsedMs)
        .map(([id]) => id),
    storedBytes: (): number => [...images.values()].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  };
}
