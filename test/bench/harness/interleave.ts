/**
 * Runs contestants in turns, so that a machine that slows down slows all of them down, and gives
 * each one's measurements without the first round, which warms up.
 */
export async function interleave<K extends string>(
  rounds: number,
  contestants: Record<K, () => Promise<number>>,
): Promise<Record<K, number[]>> {
  const names = Object.keys(contestants) as K[];
  const results = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<K, number[]>;
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const value = await contestants[name]();
      if (round > 0) results[name].push(value);
    }
  }
  return results;
}
