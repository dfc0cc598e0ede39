import { linspace } from './noise-levels.ts';

/** How the steps are spread between the two ends: most of them at low noise. The paper's choice for sampling. */
const RHO = 7;

/** Karras et al. 2022, equation 5: `steps` sigmas from `max` down to `min`. */
export function karrasSigmas(min: number, max: number, steps: number): number[] {
  const [low, high] = [min ** (1 / RHO), max ** (1 / RHO)];
  return linspace(0, 1, steps).map((at) => (high + at * (low - high)) ** RHO);
}

/** The training step, with its fraction, at which the noise is `sigma`; log-linear between the table's entries. */
export function timestepOfSigma(sigma: number, table: readonly number[]): number {
  const wanted = Math.log(Math.max(sigma, 1e-10));
  let low = 0;
  while (low < table.length - 2 && Math.log(table[low + 1]) <= wanted) low++;
  const [from, to] = [Math.log(table[low]), Math.log(table[low + 1])];
  return low + Math.min(Math.max((wanted - from) / (to - from), 0), 1);
}
