import type { JobProgress } from '@nanococoa/proto/common/v1/job.ts';
import { type NewestProgress, newestProgress, progressAfter } from './newest-progress.ts';

/** Jobs whose news is kept; a caller with more in flight misses that of those that were quiet the longest. */
const MAX_JOBS = 1024;

/** The newest passing news of each of a caller's jobs, for readers that have seen more or less of it. */
export interface ProgressBoard {
  /** Grows with every piece of news. */
  readonly version: number;
  set(progress: JobProgress): void;
  /** The job has moved on. */
  clear(jobId: string): void;
  /** The oldest news that came after a version, and its version; undefined: there is none. */
  after(version: number): { version: number; progress: JobProgress } | undefined;
}

/** Makes an empty board. */
export function createProgressBoard(): ProgressBoard {
  /** In the order of their versions. */
  const newest = new Map<string, NewestProgress>();
  let version = 0;
  return {
    get version() {
      return version;
    },
    set(progress) {
      const { jobId } = progress;
      version += 1;
      const made = newestProgress(newest.get(jobId), progress, version);
      newest.delete(jobId);
      newest.set(jobId, made);
      if (newest.size <= MAX_JOBS) return;
      const [quietest] = newest.keys();
      newest.delete(quietest);
    },
    clear: (jobId) => void newest.delete(jobId),
    after(seen) {
      if (seen >= version) return undefined;
      for (const news of newest.values()) {
        if (news.version > seen) return { version: news.version, progress: progressAfter(news, seen) };
      }
      return undefined;
    },
  };
}
