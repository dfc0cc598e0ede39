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
  const stopped = Promise.withResolvers<never>();
  // Thrown in a timer, or while nobody hears how the work ends, an error would end the process.
  const tell = (fraction: number) => {
    try {
      tick(fraction);
    } catch (error) {
      stopped.reject(error);
    }
  };
  tell(0);
  const timer = setInterval(() => {
    const waited = performance.now() - start;
    tell(waited / (waited + expectedMs));
  }, TICK_MS);
  try {
    const result = await Promise.race([stopped.promise, work]);
    tick(1);
    return result;
  } finally {
    clearInterval(timer);
  }
}
