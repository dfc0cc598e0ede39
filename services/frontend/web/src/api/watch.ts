import { createProgressFloor } from '@nanococoa/common/progress/progress-floor.ts';
import type { WatchJobResponse } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { backOff } from './back-off.ts';
import type { FrontendClient } from './client.ts';
import { isTransient, toApiError } from './errors.ts';

export type WatchClient = Pick<FrontendClient, 'watchJob'>;
export type JobNews = NonNullable<WatchJobResponse['news']>;

export interface WatchOptions {
  /** Events up to this sequence number are known already. */
  afterSequence: number;
  /** Ends the watch. */
  signal: AbortSignal;
  /** Longest silence before the stream counts as dead; the server sends a heartbeat every 15 s. */
  silenceMs?: number;
}

const SILENCE_MS = 40_000;

/**
 * A job's news until its last event: each event once and in order, whatever happens to the connection.
 * A broken stream is opened again after the last sequence number seen, and fractions do not go back by it.
 * Ends without an error when the signal aborts; throws ApiError when the server refuses the watch.
 */
export async function* watchJob(
  client: WatchClient,
  jobId: string,
  o: WatchOptions,
): AsyncGenerator<JobNews> {
  let sequence = o.afterSequence;
  const floor = createProgressFloor();
  for (let attempt = 1; !o.signal.aborted; attempt++) {
    const stream = new AbortController();
    const watchdog = createWatchdog(o.silenceMs ?? SILENCE_MS, () => stream.abort());
    const signal = AbortSignal.any([o.signal, stream.signal]);
    try {
      for await (const { news } of client.watchJob({ jobId, afterSequence: sequence }, { signal })) {
        watchdog.reset();
        if (news === undefined) continue;
        attempt = 1;
        if (news.$case === 'event') {
          if (news.value.sequence <= sequence) continue;
          // A hole would mean that this stream lost something: read again from the last one known.
          if (news.value.sequence > sequence + 1) break;
          sequence = news.value.sequence;
          floor.note(news.value);
        }
        yield news.$case === 'progress' ? { ...news, value: floor.raise(news.value) } : news;
        if (news.$case === 'event' && news.value.event?.$case === 'finished') return;
      }
    } catch (error) {
      if (o.signal.aborted) return;
      if (!isTransient(error) && !stream.signal.aborted) throw toApiError(error);
    } finally {
      watchdog.stop();
      stream.abort();
    }
    await backOff(attempt, o.signal).catch(() => {});
  }
}

function createWatchdog(silenceMs: number, onSilence: () => void): { reset(): void; stop(): void } {
  let timer = setTimeout(onSilence, silenceMs);
  return {
    reset() {
      clearTimeout(timer);
      timer = setTimeout(onSilence, silenceMs);
    },
    stop: () => clearTimeout(timer),
  };
}
