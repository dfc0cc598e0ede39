import { delay } from 'abort-controller-x';
import { isTransient } from './errors.ts';

const FIRST_MS = 250;
/** A person waits in front of the page: never longer than this until the next try. */
const LONGEST_MS = 4_000;

/**
 * Pause before try number `attempt` (1 is the first repetition): doubled each time, half of it random
 * so that many pages do not come back at the same moment.
 */
export function backOffMs(attempt: number, random: () => number = Math.random): number {
  const ceilingMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1));
  return ceilingMs / 2 + (random() * ceilingMs) / 2;
}

/** Waits before try number `attempt`; rejects with an AbortError when the signal says so. */
export async function backOff(attempt: number, signal: AbortSignal): Promise<void> {
  await delay(signal, backOffMs(attempt));
}

/**
 * Calls until the services can be reached; every other error is thrown. Only for calls that may be
 * repeated. Goes on until the signal aborts: the page says meanwhile that it is waiting.
 */
export async function untilReachable<T>(call: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (!isTransient(error)) throw error;
      await backOff(attempt, signal);
    }
  }
}
