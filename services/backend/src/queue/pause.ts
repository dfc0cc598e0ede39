import type { Clock } from '../clock/clock.ts';
import type { WaitingJob } from './waiting-job.ts';

/** Jobs that are tried again after a while. */
export interface Pause {
  /** @param options.isElsewhere Another Backend works on it: no worker that comes here shortens the wait. */
  add(job: WaitingJob, delayMs: number, options?: { isElsewhere: boolean }): void;
  /** Jobs that wait for a worker. */
  readonly size: number;
  has(jobId: string): boolean;
  remove(jobId: string): void;
  /** Ends the waiting of all that wait for a worker. */
  endAll(): void;
  /** Forgets all. */
  clear(): void;
}

/** Makes an empty pause. @param options.onOver Called with each job whose wait is over. */
export function createPause(options: { clock: Clock; onOver(job: WaitingJob): void }): Pause {
  const paused = new Map<string, { job: WaitingJob; isElsewhere: boolean; cancel: () => void }>();

  const remove = (jobId: string): void => {
    paused.get(jobId)?.cancel();
    paused.delete(jobId);
  };
  const end = (job: WaitingJob): void => {
    remove(job.jobId);
    options.onOver(job);
  };

  return {
    add(job, delayMs, { isElsewhere } = { isElsewhere: false }) {
      remove(job.jobId);
      const cancel = options.clock.after(delayMs, () => end(job));
      paused.set(job.jobId, { job, isElsewhere, cancel });
    },
    get size() {
      let count = 0;
      for (const { isElsewhere } of paused.values()) if (!isElsewhere) count += 1;
      return count;
    },
    has: (jobId) => paused.has(jobId),
    remove,
    endAll() {
      for (const { job, isElsewhere } of [...paused.values()]) if (!isElsewhere) end(job);
    },
    clear() {
      for (const { cancel } of paused.values()) cancel();
      paused.clear();
    },
  };
}
