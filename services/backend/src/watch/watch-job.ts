import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { JobEvent, JobProgress } from '@nanococoa/proto/common/v1/job.ts';
import type { Clock } from '../clock/clock.ts';
import type { Storage } from '../storage/storage.ts';
import type { NewsHub } from './news-hub.ts';
import { within } from './within.ts';

/** Silence after which a heartbeat says that the stream lives; a quarter of Envoy's idle timeout of 60 s. */
export const HEARTBEAT_MS = 15_000;
/** Events read from the log at a time: bounds the memory of a replay. */
const REPLAY_PAGE = 64;

/** One message of a watch. */
export type News =
  | { $case: 'event'; value: JobEvent }
  | { $case: 'progress'; value: JobProgress }
  | { $case: 'heartbeat'; value: { time: Date } };

export interface WatchDependencies {
  storage: Pick<Storage, 'readEvents'>;
  hub: NewsHub;
  clock: Clock;
}

/**
 * A job's events after a sequence number, then live, without gap or duplicate, with passing news in between. Ends
 * after the terminal event, or when `signal` aborts. The log is the truth: what a slow reader misses it reads there.
 * @throws AppError SHUTTING_DOWN when the hub closes, JOB_NOT_FOUND when the job is deleted
 */
export async function* watchJob(
  { storage, hub, clock }: WatchDependencies,
  { jobId, afterSequence, signal }: { jobId: string; afterSequence: number; signal: AbortSignal },
): AsyncGenerator<News> {
  // Subscribed before the log is read, so that nothing can fall between the two.
  const { mailbox, close } = hub.subscribe(jobId);
  const wake = (): void => mailbox.signal.raise();
  signal.addEventListener('abort', wake);
  let sequence = afterSequence;
  let replayed = false;
  try {
    while (!signal.aborted) {
      let events = mailbox.takeEvents(sequence);
      const isBehind = mailbox.announcedSequence > sequence && events.length === 0;
      if (!replayed || isBehind) {
        events = await storage.readEvents(jobId, sequence, REPLAY_PAGE);
        replayed = events.length < REPLAY_PAGE;
      }
      if (mailbox.isDeleted && events.length === 0) throw new AppError('JOB_NOT_FOUND');
      for (const event of events) {
        sequence = event.sequence;
        yield { $case: 'event', value: event };
        if (event.event?.$case === 'finished') return;
      }
      if (!replayed || mailbox.hasEvents) continue;
      const progress = mailbox.takeProgress();
      if (progress) yield { $case: 'progress', value: progress };
      if (hub.closed) throw new AppError('SHUTTING_DOWN');
      if (!(await within(mailbox.signal.raised(), clock, HEARTBEAT_MS))) {
        yield { $case: 'heartbeat', value: { time: clock.now() } };
      }
    }
  } finally {
    signal.removeEventListener('abort', wake);
    close();
  }
}
