import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { type Job, JobEvent } from '@nanococoa/proto/common/v1/job.ts';
import type { Clock } from '../clock/clock.ts';
import type { Storage } from '../storage/storage.ts';
import { type NewEvent, sealEvents } from './seal-events.ts';

export interface JournalDependencies {
  storage: Pick<Storage, 'readJob' | 'appendEvents' | 'readEvents'>;
  clock: Clock;
  /** How long a finished job is kept, milliseconds. */
  jobRetentionMs: number;
}

/** The one way in which a stored job changes. */
export interface Journal {
  /**
   * Logs what `decide` makes of the job as it is; nothing when it gives no events. `decide` is pure and may run again.
   * Images that the events name must have been committed before. Gives the job as it is then.
   * @throws AppError JOB_NOT_FOUND, STORAGE_FULL, STORAGE_UNAVAILABLE
   */
  change(jobId: string, decide: (job: Job) => NewEvent[]): Promise<Job>;
}

/** Makes a journal. Changes of one job run one after another: they would only undo each other's decisions. */
export function createJournal({ storage, clock, jobRetentionMs }: JournalDependencies): Journal {
  const tails = new Map<string, Promise<unknown>>();

  async function apply(jobId: string, decide: (job: Job) => NewEvent[]): Promise<Job> {
    for (;;) {
      const current = await storage.readJob(jobId);
      if (!current) throw new AppError('JOB_NOT_FOUND');
      const newEvents = decide(current);
      if (newEvents.length === 0) return current;
      const sealed = sealEvents(current, newEvents, clock.now(), jobRetentionMs);
      // False: somebody else has changed the job since it was read. Then decide again.
      if (await append(current.lastSequence, sealed)) return sealed.job;
    }
  }

  /** An append whose answer was lost may have been done: the log says so, and then it must not be done again. */
  async function append(afterSequence: number, sealed: { events: JobEvent[]; job: Job }): Promise<boolean> {
    try {
      return await storage.appendEvents({ afterSequence, ...sealed });
    } catch (error) {
      if (await isLogged(afterSequence, sealed.events).catch(() => false)) return true;
      throw error;
    }
  }

  async function isLogged(afterSequence: number, events: JobEvent[]): Promise<boolean> {
    const logged = await storage.readEvents(events[0].jobId, afterSequence, events.length);
    return events.length === logged.length && events.every((event, i) => isSame(event, logged[i]));
  }

  return {
    change(jobId, decide) {
      const before = tails.get(jobId) ?? Promise.resolve();
      const result = before.then(() => apply(jobId, decide));
      const tail = result
        .catch(() => undefined)
        .then(() => {
          if (tails.get(jobId) === tail) tails.delete(jobId);
        });
      tails.set(jobId, tail);
      return result;
    },
  };
}

function isSame(a: JobEvent, b: JobEvent): boolean {
  return Buffer.from(JobEvent.encode(a).finish()).equals(JobEvent.encode(b).finish());
}
