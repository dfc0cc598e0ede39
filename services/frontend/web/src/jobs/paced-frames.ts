/** What paced frames are made of; the browser's own unless a test says otherwise. */
export interface FrameClock {
  now(): number;
  requestFrame(callback: () => void): void;
  wait(callback: () => void, delayMs: number): void;
}

/** What comes alone, or few at a time, is shown with the next frame. */
const BURST = 4;
/** Beyond that: more often than this nobody reads a number, and each frame costs a layout of the page. */
const INTERVAL_MS = 60;

const BROWSER: FrameClock = {
  now: () => performance.now(),
  requestFrame: (callback) => void requestAnimationFrame(callback),
  wait: (callback, delayMs) => void setTimeout(callback, delayMs),
};

/**
 * Calls back with the next frame while it is asked for now and then, and at a steady pace when it is asked for all the
 * time: a token bucket, of frames. One call back at a time.
 */
export function pacedFrames(clock: FrameClock = BROWSER): (callback: () => void) => void {
  let tokens = BURST;
  let countedMs = clock.now();
  return (callback) => {
    const nowMs = clock.now();
    tokens = Math.min(BURST, tokens + (nowMs - countedMs) / INTERVAL_MS) - 1;
    countedMs = nowMs;
    if (tokens >= 0) clock.requestFrame(callback);
    else clock.wait(() => clock.requestFrame(callback), -tokens * INTERVAL_MS);
  };
}
