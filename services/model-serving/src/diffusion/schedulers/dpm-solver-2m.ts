import { cleanOf } from './clean-estimate.ts';
import { karrasSigmas, timestepOfSigma } from './karras-sigmas.ts';
import { alphasCumprod, interpolate, linspace, roundHalfEven, sigmasOf } from './noise-levels.ts';
import type { DiffusionSchedule, Scheduler } from './scheduler.ts';
import { trailing } from './spaced-timesteps.ts';
import { weigh } from './weigh.ts';

/**
 * DPM-Solver++ (2M), midpoint: Lu et al., "DPM-Solver++: Fast Solver for Guided Sampling of Diffusion Probabilistic
 * Models", 2022, algorithm 2. The last step, which ends at no noise, is of first order.
 */
export function createDpmSolver2m(schedule: DiffusionSchedule, steps: number): Scheduler {
  const { timesteps, sigmas } = scheduleOf(schedule, steps);
  /** What the model took for the clean sample at the step before. */
  let before: Float32Array | undefined;
  const estimateClean = (index: number, modelOutput: Float32Array, sample: Float32Array): Float32Array => {
    const { alpha, sigma } = levelOf(sigmas[index]);
    return cleanOf(schedule.predictionType, { signal: alpha, deviation: sigma }, modelOutput, sample);
  };
  return {
    timesteps,
    initNoiseSigma: 1,
    scaleModelInput: (sample) => sample,
    drawsNoise: () => false,
    step(index, modelOutput, sample) {
      const now = levelOf(sigmas[index]);
      const next = levelOf(sigmas[index + 1]);
      const clean = estimateClean(index, modelOutput, sample);
      // e^(−h) is 0 where the next step has no noise at all.
      const h = next.lambda - now.lambda;
      const gain = -next.alpha * Math.expm1(-h);
      let estimate = clean;
      if (before !== undefined && index < timesteps.length - 1) {
        const ratio = (now.lambda - levelOf(sigmas[index - 1]).lambda) / h;
        estimate = weigh(1 + 1 / (2 * ratio), clean, -1 / (2 * ratio), before);
      }
      before = clean;
      return weigh(next.sigma / now.sigma, sample, gain, estimate);
    },
    estimateClean,
    addNoise(clean, noise, index) {
      const { alpha, sigma } = levelOf(sigmas[index]);
      return weigh(alpha, clean, sigma, noise);
    },
  };
}

/** Signal and noise of a sample of variance 1, and half the logarithm of their ratio. */
function levelOf(sigma: number): { alpha: number; sigma: number; lambda: number } {
  const alpha = 1 / Math.sqrt(sigma ** 2 + 1);
  return { alpha, sigma: sigma * alpha, lambda: -Math.log(sigma) };
}

/** Its spacing is its own: leading divides by one step more, and Karras's ends are those of the whole table. */
function scheduleOf(schedule: DiffusionSchedule, steps: number): { timesteps: number[]; sigmas: number[] } {
  const { trainTimesteps, useKarrasSigmas } = schedule;
  const table = sigmasOf(alphasCumprod(schedule));
  if (useKarrasSigmas) {
    const sigmas = karrasSigmas(table[0], table[trainTimesteps - 1], steps);
    const timesteps = sigmas.map((sigma) => roundHalfEven(timestepOfSigma(sigma, table)));
    return { timesteps, sigmas: [...sigmas, 0] };
  }
  const timesteps = spaced(schedule, steps);
  return { timesteps, sigmas: [...timesteps.map((timestep) => interpolate(table, timestep)), 0] };
}

function spaced(
  { trainTimesteps, timestepSpacing, stepsOffset }: DiffusionSchedule,
  steps: number,
): number[] {
  switch (timestepSpacing) {
    case 'leading': {
      const ratio = Math.floor(trainTimesteps / (steps + 1));
      return Array.from({ length: steps }, (_, i) => (steps - i) * ratio + stepsOffset);
    }
    case 'linspace':
      return linspace(0, trainTimesteps - 1, steps + 1)
        .map(roundHalfEven)
        .reverse()
        .slice(0, -1);
    case 'trailing':
      return trailing(trainTimesteps, steps);
  }
}
