import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { JobEvent, JobProgress } from '@nanococoa/proto/common/v1/job.ts';
import type { Clock } from '../clock/clock.ts';
import { sleep } from '../clock/sleep.ts';
import type { Storage } from '../storage/storage.ts';
import type { NewsHub, Subscription } from './news-hub.ts';

/** Silence after which a heartbeat says that the stream lives; a quarter of Envoy's idle timeout of 60 s. */
const HEARTBEAT_MS = 15_000;
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
 * @throws AppError SHUTTING_DOWN when the hub closes.
 */
export async function* watchJob(
  { storage, hub, clock }: WatchDependencies,
  { jobId, afterSequence, signal }: { jobId: string; afterSequence: number; signal: AbortSignal },
): AsyncGenerator<News> {
  // Subscribed before the log is read, so that nothing can fall between the two.
  const subscription = hub.subscribe(jobId);
  const wake = (): void => subscription.wake();
  signal.addEventListener('abort', wake);
  let sequence = afterSequence;
  let replayed = false;
  let progress: JobProgress | undefined;
  try {
    while (!signal.aborted) {
      const taken = subscription.take(sequence);
      let { events } = taken;
      progress = taken.progress ?? progress;
      const isBehind = subscription.announcedSequence() > sequence && events.length === 0;
      if (!replayed || isBehind) {
        events = await storage.readEvents(jobId, sequence, REPLAY_PAGE);
        replayed = events.length < REPLAY_PAGE;
      }
      for (const event of events) {
        sequence = event.sequence;
        yield { $case: 'event', value: event };
        if (event.event?.$case === 'finished') return;
      }
      if (!replayed) continue;
      if (progress) yield { $case: 'progress', value: progress };
      progress = undefined;
      if (hub.closed) throw new AppError('SHUTTING_DOWN');
      if (!(await newsWithin(subscription, clock, HEARTBEAT_MS))) {
        yield { $case: 'heartbeat', value: { time: clock.now() } };
      }
    }
  } finally {
    signal.removeEventListener('abort', wake);
    subscription.close();
  }
}

async function newsWithin(subscription: Subscription, clock: Clock, limitMs: number): Promise<boolean> {
  const stop = new AbortController();
  try {
    return await Promise.race([
      subscription.news().then(() => true),
      sleep(clock, limitMs, stop.signal).then(() => false),
    ]);
  } finally {
    stop.abort();
  }
}
