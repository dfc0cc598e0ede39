/** Often enough for a progress bar that never seems to stand still. */
const TICK_MS = 220;

/**
 * Waits for work that runs elsewhere (another process, sharp's threads), and meanwhile tells `tick` a fraction
 * that nears 1 without reaching it: half of the way after `expectedMs`.
 */
export async function tickWhile<T>(
  work: Promise<T>,
  expectedMs: number,
  tick: (fraction: number) => void,
): Promise<T> {
  const start = performance.now();
  const timer = setInterval(() => {
    const waited = performance.now() - start;
    tick(waited / (waited + expectedMs));
  }, TICK_MS);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}
