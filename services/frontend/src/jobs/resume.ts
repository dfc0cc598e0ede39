import { setTimeout as sleep } from 'node:timers/promises';
import { isConnectionLost } from './is-connection-lost.ts';

/** First and longest pause before asking a Backend again that went away. */
const BACK_OFF_MS = { first: 50, longest: 2000 };

/**
 * What a stream of the Backend gives, over any loss of the connection: then `open` is called again, and goes on where
 * the last one was. Ends when a stream ends by itself.
 * @throws the Backend's error when it is about the request; the signal's reason when it aborts
 */
export async function* resume<Message>(
  open: () => AsyncIterable<Message>,
  signal: AbortSignal,
): AsyncGenerator<Message, undefined> {
  let pauseMs = BACK_OFF_MS.first;
  for (;;) {
    try {
      for await (const message of open()) {
        pauseMs = BACK_OFF_MS.first;
        yield message;
      }
      return;
    } catch (error) {
      signal.throwIfAborted();
      if (!isConnectionLost(error)) throw error;
    }
    // Half of the pause is random, so that watchers do not all come back at the same moment.
    await sleep(pauseMs * (0.5 + Math.random() / 2), undefined, { signal });
    pauseMs = Math.min(pauseMs * 2, BACK_OFF_MS.longest);
  }
}
