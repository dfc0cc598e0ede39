import { cleanOfSigma } from './clean-estimate.ts';
import type { DiffusionSchedule, Scheduler } from './scheduler.ts';
import { eulerSchedule } from './sigma-schedule.ts';
import { scaled, weigh } from './weigh.ts';

/**
 * Euler's method on the probability flow: Karras et al., "Elucidating the Design Space of Diffusion-Based Generative
 * Models", 2022, algorithm 2 without churn.
 */
export function createEuler(schedule: DiffusionSchedule, steps: number): Scheduler {
  const { timesteps, sigmas, initNoiseSigma } = eulerSchedule(schedule, steps);
  return {
    timesteps,
    initNoiseSigma,
    scaleModelInput: (sample, index) => scaled(1 / Math.sqrt(sigmas[index] ** 2 + 1), sample),
    drawsNoise: () => false,
    step(index, modelOutput, sample) {
      return alongSlope(schedule, sigmas[index], sigmas[index + 1], modelOutput, sample);
    },
    estimateClean: (index, modelOutput, sample) =>
      cleanOfSigma(schedule.predictionType, sigmas[index], modelOutput, sample),
    addNoise: (clean, noise, index) => weigh(1, clean, sigmas[index], noise),
  };
}

/** The sample at noise `to`, on the line from x₀ to the sample at noise `from`: the slope is (x − x₀) / σ. */
export function alongSlope(
  { predictionType }: Pick<DiffusionSchedule, 'predictionType'>,
  from: number,
  to: number,
  modelOutput: Float32Array,
  sample: Float32Array,
): Float32Array {
  const clean = cleanOfSigma(predictionType, from, modelOutput, sample);
  return weigh(to / from, sample, 1 - to / from, clean);
}
