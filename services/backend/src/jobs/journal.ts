import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import type { Job, JobEvent } from '@nanococoa/proto/common/v1/job.ts';
import type { Clock } from '../clock/clock.ts';
import type { Storage } from '../storage/storage.ts';
import { type NewEvent, sealEvents } from './seal-events.ts';

export interface JournalDependencies {
  storage: Pick<Storage, 'readJob' | 'appendEvents'>;
  clock: Clock;
  /** Announces events, which are durable by then, in their order. */
  publish(jobId: string, events: JobEvent[]): void;
}

/** The one way in which a stored job changes. */
export interface Journal {
  /**
   * Logs what `decide` makes of the job as it is; nothing when it gives no events. `decide` is pure and may run again.
   * `images` are the pictures that the events name. Gives the job as it is then.
   * @throws AppError JOB_NOT_FOUND, STORAGE_FULL, STORAGE_UNAVAILABLE
   */
  change(jobId: string, decide: (job: Job) => NewEvent[], images?: Image[]): Promise<Job>;
}

/** Makes a journal. Changes of one job run one after another, so that its events are announced in order. */
export function createJournal({ storage, clock, publish }: JournalDependencies): Journal {
  const tails = new Map<string, Promise<unknown>>();

  async function apply(jobId: string, decide: (job: Job) => NewEvent[], images: Image[]): Promise<Job> {
    for (;;) {
      const current = await storage.readJob(jobId);
      if (!current) throw new AppError('JOB_NOT_FOUND');
      const newEvents = decide(current);
      if (newEvents.length === 0) return current;
      const { events, job } = sealEvents(current, newEvents, clock.now());
      // False: somebody else has changed the job since it was read. Then decide again.
      if (await storage.appendEvents({ afterSequence: current.lastSequence, events, job, images })) {
        publish(jobId, events);
        return job;
      }
    }
  }

  return {
    change(jobId, decide, images = []) {
      const before = tails.get(jobId) ?? Promise.resolve();
      const result = before.then(() => apply(jobId, decide, images));
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
