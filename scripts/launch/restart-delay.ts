const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 10_000;

/** How long to wait before the nth restart in a row without health in between (n from 0): doubles up to 10 s. */
export function restartDelayMs(failuresInARow: number): number {
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** failuresInARow);
}
