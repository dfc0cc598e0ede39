import { createAlphaLevels } from './alpha-levels.ts';
import type { DiffusionSchedule, Scheduler } from './scheduler.ts';
import { spacedTimesteps } from './spaced-timesteps.ts';
import { scaled, weigh } from './weigh.ts';

/** Adams–Bashforth weights of the newest outputs, by how many there are. */
const WEIGHTS: Readonly<Record<number, readonly number[]>> = {
  2: [3 / 2, -1 / 2],
  3: [23 / 12, -16 / 12, 5 / 12],
  4: [55 / 24, -59 / 24, 37 / 24, -9 / 24],
};

/**
 * PLMS, the linear multistep half of PNDM: Liu et al., "Pseudo Numerical Methods for Diffusion Models on Manifolds",
 * 2022, equations 9 and 12. Its second timestep is run twice: the first two calls make one step of Heun's method.
 */
export function createPndm(schedule: DiffusionSchedule, steps: number): Scheduler {
  const levels = createAlphaLevels(schedule);
  const spaced = spacedTimesteps(schedule, steps);
  const timesteps = steps > 1 ? [spaced[0], spaced[1], ...spaced.slice(1)] : spaced;
  const stride = Math.floor(schedule.trainTimesteps / steps);
  /** The newest outputs, the newest first. */
  let outputs: Float32Array[] = [];
  let calls = 0;
  let first: Float32Array | undefined;

  /** The paper's φ: equation 11. */
  const transfer = (from: number, to: number, output: Float32Array, sample: Float32Array): Float32Array => {
    const [alpha, next] = [levels.alphaAt(from), levels.alphaAt(to)];
    const epsilon =
      schedule.predictionType === 'v_prediction'
        ? weigh(Math.sqrt(alpha), output, Math.sqrt(1 - alpha), sample)
        : output;
    const divisor = alpha * Math.sqrt(1 - next) + Math.sqrt(alpha * (1 - alpha) * next);
    return weigh(Math.sqrt(next / alpha), sample, (alpha - next) / divisor, epsilon);
  };

  return {
    timesteps,
    initNoiseSigma: 1,
    scaleModelInput: (sample) => sample,
    drawsNoise: () => false,
    step(index, modelOutput, sample) {
      const timestep = timesteps[index];
      const call = calls++;
      if (call === 1) {
        // The same step again, with the mean of both ends' outputs.
        const mean = weigh(1 / 2, modelOutput, 1 / 2, outputs[0]);
        return transfer(timestep + stride, timestep, mean, first ?? sample);
      }
      outputs = [modelOutput, ...outputs].slice(0, 4);
      if (call === 0) first = sample;
      const weights = WEIGHTS[outputs.length] ?? [1];
      const mean = weights.reduce(
        (sum, weight, at) => weigh(1, sum, weight, outputs[at]),
        scaled(0, modelOutput),
      );
      return transfer(timestep, timestep - stride, mean, sample);
    },
    estimateClean: (index, modelOutput, sample) =>
      levels.estimateClean(timesteps[index], modelOutput, sample),
    addNoise: (clean, noise, index) => levels.addNoise(clean, noise, timesteps[index]),
  };
}
