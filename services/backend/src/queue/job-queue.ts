import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { createCallerRing } from './caller-ring.ts';
import { type Link, LinkedList } from './linked-list.ts';
import type { WaitingJob } from './waiting-job.ts';

/** A place in the queue for a job that is about to be stored. */
export interface Place {
  /** Jobs that would go before it now. Costs as much as there are callers that wait. */
  position(): number;
  /** Lets the job wait. */
  enqueue(): void;
  /** Gives the place back; harmless after `enqueue`. */
  release(): void;
}

/**
 * Which job is next. Holds waiting jobs only; a running one is back when its step was given back. Except where it says
 * otherwise, nothing costs more when more jobs wait.
 */
export interface JobQueue {
  /** Jobs that wait and have not started: what the capacity bounds, and places held for jobs being stored. */
  readonly size: number;
  /** Jobs that have started and wait to go on. */
  readonly startedSize: number;
  /**
   * Holds a place for a job that is about to be stored.
   * @throws AppError QUEUE_FULL with the time to come back
   */
  reserve(job: WaitingJob): Place;
  /** Whether a job waits here, or is being stored. */
  has(jobId: string): boolean;
  /** Jobs before a waiting one; undefined: it does not wait here. Costs as much as there are callers that wait. */
  position(jobId: string): number | undefined;
  /** Takes a job in without asking for room: one that was accepted before. Nothing happens to one that is here. */
  restore(job: WaitingJob): void;
  /** Puts a started job before all that have not started. */
  putFirst(job: WaitingJob): void;
  /** Takes the next job out. */
  takeNext(): WaitingJob | undefined;
  /** Takes a job out, wherever it stands. */
  remove(jobId: string): void;
  /** Takes a job out if it has not started. */
  takeUnstarted(jobId: string): WaitingJob | undefined;
  /** Ids of the jobs that have started and wait to go on, the next one first. */
  startedJobs(): Iterable<string>;
  /** Ids of the jobs that have not started, in the order in which they will: as long a walk as the queue. */
  order(): Iterable<string>;
}

/**
 * Makes a queue. Started jobs go first; then callers that have waiting jobs take turns, each with the job of its highest
 * priority, then its oldest. So with k callers waiting, nobody's first job waits for more than k − 1 others.
 *
 * @param options.capacity Jobs that may wait at most.
 * @param options.retryAfterMs When a refused caller may find room, milliseconds from now.
 */
export function createJobQueue(options: { capacity: number; retryAfterMs(): number }): JobQueue {
  const started = new LinkedList<WaitingJob>();
  const ring = createCallerRing();
  const places = new Map<string, { link: Link<WaitingJob>; hasStarted: boolean }>();
  const held = new Set<string>();

  const size = (): number => ring.size + held.size;
  const add = (job: WaitingJob): void => {
    if (!places.has(job.jobId)) places.set(job.jobId, { link: ring.add(job), hasStarted: false });
  };
  const remove = (jobId: string): void => {
    const place = places.get(jobId);
    if (!place) return;
    places.delete(jobId);
    if (place.hasStarted) started.delete(place.link);
    else ring.delete(place.link);
  };

  return {
    get size() {
      return size();
    },
    get startedSize() {
      return started.size;
    },
    reserve(job) {
      if (size() >= options.capacity) {
        throw new AppError('QUEUE_FULL', {
          message: `The queue is full: ${options.capacity} jobs are waiting. Try again later.`,
          retryAfterMs: options.retryAfterMs(),
        });
      }
      held.add(job.jobId);
      return {
        position: () => started.size + ring.countBefore(job),
        release: () => void held.delete(job.jobId),
        enqueue() {
          held.delete(job.jobId);
          add(job);
        },
      };
    },
    has: (jobId) => places.has(jobId) || held.has(jobId),
    position(jobId) {
      const place = places.get(jobId);
      if (!place) return undefined;
      if (!place.hasStarted) return started.size + ring.indexOf(place.link);
      let index = 0;
      for (let link = place.link.previous; link; link = link.previous) index += 1;
      return index;
    },
    restore: add,
    putFirst(job) {
      remove(job.jobId);
      places.set(job.jobId, { link: started.append(job), hasStarted: true });
    },
    takeNext() {
      const job = started.first?.value ?? ring.takeTurn();
      if (job) remove(job.jobId);
      return job;
    },
    remove,
    takeUnstarted(jobId) {
      const place = places.get(jobId);
      if (!place || place.hasStarted) return undefined;
      remove(jobId);
      return place.link.value;
    },
    *startedJobs() {
      for (const { jobId } of started) yield jobId;
    },
    *order() {
      for (const { jobId } of ring.order()) yield jobId;
    },
  };
}
