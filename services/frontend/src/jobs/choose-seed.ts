import { randomInt } from 'node:crypto';

/** Seeds are 32 bits wide. */
const SEEDS = 2 ** 32;

/** A seed for a spec that has none, 0 to 4,294,967,295. */
export function chooseSeed(): number {
  return randomInt(SEEDS);
}
