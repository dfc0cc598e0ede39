/** Time as the client sees it, so that tests can make it pass. */
export interface Clock {
  /** Milliseconds since some moment, never going back. */
  now(): number;
  /** Calls back once after so many milliseconds; gives what stops it. */
  after(ms: number, callback: () => void): () => void;
}

/** The machine's own clock. */
export const SYSTEM_CLOCK: Clock = {
  now: () => performance.now(),
  after(ms, callback) {
    // Longer than 2^31 - 1 ms is taken for 1 ms by timers; nobody waits 24 days.
    const timer = setTimeout(callback, Math.min(ms, 2 ** 31 - 1));
    return () => clearTimeout(timer);
  },
};

/** Resolves after so many milliseconds. Rejects with the signal's reason as soon as it aborts. */
export async function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const onAbort = () => {
      stop();
      reject(signal.reason);
    };
    const stop = clock.after(ms, () => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    });
    signal.addEventListener('abort', onAbort, { once: true });
  });
}
