import { backOff } from './back-off.ts';
import { isTransient, toApiError } from './errors.ts';
import { createWatchdog } from './watchdog.ts';

export interface ResumeOptions {
  /** Ends the watch. */
  signal: AbortSignal;
  /** Longest silence before the stream counts as dead; the server sends a heartbeat every 15 s. */
  silenceMs?: number;
}

/**
 * Opens a stream, going on after what was seen last, and gives what is news in it. Calls `heard` for each message,
 * be it news or not; ends when the stream must be opened again.
 */
export type OpenStream<News> = (signal: AbortSignal, heard: () => void) => AsyncIterable<News>;

const SILENCE_MS = 40_000;

/**
 * The news of a stream that is opened again, after a growing pause, whenever it ends, breaks or falls silent.
 * Ends only when the signal aborts, without an error; throws ApiError when the server refuses the stream.
 */
export async function* resumeStream<News>(o: ResumeOptions, open: OpenStream<News>): AsyncGenerator<News> {
  for (let attempt = 1; !o.signal.aborted; attempt++) {
    const stream = new AbortController();
    const watchdog = createWatchdog(o.silenceMs ?? SILENCE_MS, () => stream.abort());
    const heard = (): void => {
      watchdog.reset();
      attempt = 1;
    };
    try {
      yield* open(AbortSignal.any([o.signal, stream.signal]), heard);
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
