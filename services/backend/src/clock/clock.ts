/** Time as the domain sees it, so that tests can move it. */
export interface Clock {
  /** The time now. */
  now(): Date;
  /** Calls back once after `delayMs` milliseconds; the answer cancels it. A pending call keeps no process alive. */
  after(delayMs: number, callback: () => void): () => void;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => new Date(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
