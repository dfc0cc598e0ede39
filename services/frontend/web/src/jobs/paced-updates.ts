/** What paced updates are made of; the browser's own unless a test says otherwise. */
export interface UpdateClock {
  now(): number;
  wait(callback: () => void, delayMs: number): void;
}

/** What comes alone, or few at a time, is shown at once: the next frame would be up to 17 ms away. */
const BURST = 4;
/** Beyond that: more often than this nobody reads a number, and each update costs a layout of the page. */
const INTERVAL_MS = 60;

const BROWSER: UpdateClock = {
  now: () => performance.now(),
  wait: (callback, delayMs) => void setTimeout(callback, delayMs),
};

/**
 * Calls back at once while it is asked for now and then, and at a steady pace when it is asked for all the time: a token
 * bucket, of updates. One call back at a time.
 */
export function pacedUpdates(clock: UpdateClock = BROWSER): (callback: () => void) => void {
  let tokens = BURST;
  let countedMs = clock.now();
  return (callback) => {
    const nowMs = clock.now();
    tokens = Math.min(BURST, tokens + (nowMs - countedMs) / INTERVAL_MS) - 1;
    countedMs = nowMs;
    clock.wait(callback, Math.max(0, -tokens * INTERVAL_MS));
  };
}
