import { brokenStream } from './broken-stream.ts';
import type { CallOptions } from './call-options.ts';
import { type RpcOptions, startDeadline } from './deadline.ts';
import type { NanococoaError } from './nanococoa-error.ts';
import { createPatience } from './patience.ts';
import { isTransient, toNanococoaError } from './to-error.ts';
import { createWatchdog } from './watchdog.ts';
import type { Wire } from './wire.ts';

export interface StreamOptions extends CallOptions {
  /** Hears of each stream that broke, and will be opened again. */
  onBreak?: ((error: NanococoaError) => void) | undefined;
}

/**
 * Opens a stream, going on after what was seen last, and gives what is news in it. Calls `heard` for each message,
 * be it news or not; ends when the stream must be opened again.
 */
export type OpenStream<News> = (options: RpcOptions, heard: () => void) => AsyncIterable<News>;

/**
 * The news of a stream that is opened again, after a growing pause, whenever it ends, breaks or falls silent. Does not
 * end by itself. Throws what the service has against the stream, UNAVAILABLE when nothing was heard for too long,
 * DEADLINE_EXCEEDED, or the signal's reason.
 */
export async function* resumeStream<News>(
  wire: Pick<Wire, 'retry' | 'silenceMs'>,
  options: StreamOptions,
  open: OpenStream<News>,
): AsyncGenerator<News, never> {
  const { clock } = wire.retry;
  const deadline = startDeadline(clock, options);
  const patience = createPatience(wire.retry, options.giveUpMs);
  try {
    for (;;) {
      deadline.signal.throwIfAborted();
      const stream = new AbortController();
      const watchdog = createWatchdog(clock, wire.silenceMs, () => stream.abort());
      const heard = (): void => {
        watchdog.reset();
        patience.heard();
      };
      let reason = brokenStream();
      try {
        const signal = AbortSignal.any([deadline.signal, stream.signal]);
        for await (const news of open(deadline.rpcOptions(signal), heard)) {
          // The time that the reader takes is not the stream's silence.
          watchdog.stop();
          yield news;
          watchdog.reset();
        }
      } catch (error) {
        deadline.throwIfOver(error);
        if (stream.signal.aborted) reason = brokenStream('The stream fell silent.');
        else if (isTransient(error)) reason = toNanococoaError(error);
        else throw toNanococoaError(error);
      } finally {
        watchdog.stop();
        stream.abort();
      }
      options.onBreak?.(reason);
      await patience.wait(reason, deadline.signal);
    }
  } catch (error) {
    deadline.throwIfOver(error);
    throw error;
  } finally {
    deadline.stop();
  }
}
