/** Often enough for a progress bar that never seems to stand still. */
const TICK_MS = 220;

/**
 * Waits for work that runs elsewhere (another process, sharp's threads). `tick` is told 0 at once, meanwhile a fraction
 * that nears 1, half of the way after `expectedMs`, and 1 when the work has succeeded: what comes before and after may
 * keep this thread busy for as long as a tick. Throws what `tick` throws.
 */
export async function tickWhile<T>(
  work: Promise<T>,
  expectedMs: number,
  tick: (fraction: number) => void,
): Promise<T> {
  const start = performance.now();
  tick(0);
  // What a tick throws in a timer would end the process.
  const stopped = Promise.withResolvers<never>();
  const timer = setInterval(() => {
    const waited = performance.now() - start;
    try {
      tick(waited / (waited + expectedMs));
    } catch (error) {
      stopped.reject(error);
    }
  }, TICK_MS);
  try {
    const result = await Promise.race([work, stopped.promise]);
    tick(1);
    return result;
  } finally {
    clearInterval(timer);
  }
}
