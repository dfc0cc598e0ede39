import { AppError } from '@nanococoa/common/errors/app-error.ts';

/** A job that waits for a slot. */
export interface WaitingJob {
  jobId: string;
  caller: string;
}

/** Which job is next. Holds waiting jobs only; a running one is back when its step was given back. */
export interface JobQueue {
  /** Jobs that wait and have not started: what the capacity bounds, and places held for jobs being stored. */
  readonly size: number;
  /**
   * Holds a place for a job that is about to be stored. Give the place back when it was not.
   * @throws AppError QUEUE_FULL
   */
  reserve(): { release(): void; enqueue(job: WaitingJob): void };
  /** Takes a job in without asking for room: one that was accepted before. */
  restore(job: WaitingJob): void;
  /** Puts a started job before all others. */
  putFirst(job: WaitingJob): void;
  /** Takes the next job out. */
  takeNext(): WaitingJob | undefined;
  /** Takes a job out, wherever it stands. */
  remove(jobId: string): void;
  /** Ids of the waiting jobs, the next one first. */
  order(): Iterable<string>;
}

/**
 * Makes a queue: started jobs first, then first come, first served.
 *
 * @param options.capacity Jobs that may wait at most.
 * @param options.retryAfterMs When a refused caller may find room, milliseconds from now.
 */
export function createJobQueue(options: { capacity: number; retryAfterMs(): number }): JobQueue {
  let started: WaitingJob[] = [];
  // Insertion-ordered: the first key is the next job. Deleting and appending are O(1).
  const waiting = new Map<string, WaitingJob>();
  let reserved = 0;

  return {
    get size() {
      return waiting.size + reserved;
    },
    reserve() {
      if (waiting.size + reserved >= options.capacity) {
        throw new AppError('QUEUE_FULL', {
          message: `The queue is full: ${options.capacity} jobs are waiting. Try again later.`,
          retryAfterMs: options.retryAfterMs(),
        });
      }
      reserved += 1;
      let isHeld = true;
      const release = (): void => {
        if (isHeld) reserved -= 1;
        isHeld = false;
      };
      return {
        release,
        enqueue(job) {
          release();
          waiting.set(job.jobId, job);
        },
      };
    },
    restore(job) {
      waiting.set(job.jobId, job);
    },
    putFirst(job) {
      started.push(job);
    },
    takeNext() {
      const first = started.shift();
      if (first) return first;
      for (const job of waiting.values()) {
        waiting.delete(job.jobId);
        return job;
      }
      return undefined;
    },
    remove(jobId) {
      started = started.filter((job) => job.jobId !== jobId);
      waiting.delete(jobId);
    },
    *order() {
      for (const job of started) yield job.jobId;
      yield* waiting.keys();
    },
  };
}
