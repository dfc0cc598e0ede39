import { karrasSigmas, timestepOfSigma } from './karras-sigmas.ts';
import { alphasCumprod, interpolate, linspace, sigmasOf } from './noise-levels.ts';
import type { DiffusionSchedule } from './scheduler.ts';
import { spacedTimesteps } from './spaced-timesteps.ts';

/** The timesteps and their noise of the methods that think in sigmas. */
export interface SigmaSchedule {
  timesteps: number[];
  /** One more than there are timesteps: 0 at the end. */
  sigmas: number[];
  initNoiseSigma: number;
}

/** As Euler's method takes it: linspace keeps fractions of timesteps, and so does Karras's. */
export function eulerSchedule(schedule: DiffusionSchedule, steps: number): SigmaSchedule {
  const { trainTimesteps, timestepSpacing, useKarrasSigmas } = schedule;
  const table = sigmasOf(alphasCumprod(schedule));
  const isLinspace = timestepSpacing === 'linspace';
  const spaced = isLinspace
    ? linspace(0, trainTimesteps - 1, steps).reverse()
    : spacedTimesteps(schedule, steps);
  const plain = spaced.map((timestep) => interpolate(table, timestep));
  const sigmas = useKarrasSigmas ? karrasSigmas(plain[steps - 1], plain[0], steps) : plain;
  const timesteps = useKarrasSigmas ? sigmas.map((sigma) => timestepOfSigma(sigma, table)) : spaced;
  const [largest] = sigmas;
  const initNoiseSigma = timestepSpacing === 'leading' ? Math.sqrt(largest ** 2 + 1) : largest;
  return { timesteps, sigmas: [...sigmas, 0], initNoiseSigma };
}
