/**
 * The shortest of several measured times, milliseconds: what the code needs. What a busy machine adds to one of them is no
 * fault of the code, and a real fault adds to all.
 */
export async function bestOf(tries: number, measureMs: () => Promise<number>): Promise<number> {
  let bestMs = Number.POSITIVE_INFINITY;
  for (let i = 0; i < tries; i++) bestMs = Math.min(bestMs, await measureMs());
  return bestMs;
}
