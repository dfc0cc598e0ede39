import { createProgressFloors } from '@nanococoa/common/progress/progress-floors.ts';
import type { WatchJobsResponse } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { backOff } from './back-off.ts';
import type { FrontendClient } from './client.ts';
import { isTransient, toApiError } from './errors.ts';
import { createWatchdog } from './watchdog.ts';

export type WatchJobsClient = Pick<FrontendClient, 'watchJobs'>;

/** News of one of the caller's jobs, and the cursor after which a later watch goes on. */
export interface JobsNews {
  news: NonNullable<WatchJobsResponse['news']>;
  cursor: string;
}

export interface WatchJobsOptions {
  /** Everything up to here is known already: ListJobs' watch_cursor, or that of the last news. Empty: up to now. */
  cursor: string;
  /** Ends the watch. */
  signal: AbortSignal;
  /** Longest silence before the stream counts as dead; the server sends a heartbeat every 15 s. */
  silenceMs?: number;
}

const SILENCE_MS = 40_000;

/**
 * The news of all of the caller's jobs: each event and deletion once, in order for each job, whatever happens to the
 * connection. A broken stream is opened again after the last cursor seen, and fractions do not go back by it.
 * Ends only when the signal aborts, without an error. Throws ApiError when the server refuses the watch; with the
 * reason CURSOR_EXPIRED the jobs must be listed again.
 */
export async function* watchJobs(client: WatchJobsClient, o: WatchJobsOptions): AsyncGenerator<JobsNews> {
  let { cursor } = o;
  const floors = createProgressFloors();
  for (let attempt = 1; !o.signal.aborted; attempt++) {
    const stream = new AbortController();
    const watchdog = createWatchdog(o.silenceMs ?? SILENCE_MS, () => stream.abort());
    const signal = AbortSignal.any([o.signal, stream.signal]);
    try {
      for await (const message of client.watchJobs({ cursor }, { signal })) {
        watchdog.reset();
        attempt = 1;
        cursor = message.cursor;
        if (message.news) yield { news: floors.apply(message.news), cursor };
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
