import { cleanOfSigma } from './clean-estimate.ts';
import { alongSlope } from './euler.ts';
import type { DiffusionSchedule, Scheduler } from './scheduler.ts';
import { eulerSchedule } from './sigma-schedule.ts';
import { scaled, weigh } from './weigh.ts';

/**
 * Ancestral sampling with Euler steps (k-diffusion's, after Song et al., "Score-Based Generative Modeling through
 * Stochastic Differential Equations", 2021): each step goes further down than it should, and noise makes up for it.
 */
export function createEulerAncestral(schedule: DiffusionSchedule, steps: number): Scheduler {
  const plain = { ...schedule, useKarrasSigmas: false };
  const { timesteps, sigmas, initNoiseSigma } = eulerSchedule(plain, steps);
  return {
    timesteps,
    initNoiseSigma,
    scaleModelInput: (sample, index) => scaled(1 / Math.sqrt(sigmas[index] ** 2 + 1), sample),
    // At the last step, too, where it is multiplied by 0: a seed's later noise stays what it is elsewhere.
    drawsNoise: () => true,
    step(index, modelOutput, sample, noise) {
      if (noise === undefined) throw new Error('An ancestral step needs noise.');
      const [from, to] = [sigmas[index], sigmas[index + 1]];
      const up = Math.sqrt((to ** 2 * (from ** 2 - to ** 2)) / from ** 2);
      const down = Math.sqrt(to ** 2 - up ** 2);
      return weigh(1, alongSlope(schedule, from, down, modelOutput, sample), up, noise);
    },
    estimateClean: (index, modelOutput, sample) =>
      cleanOfSigma(schedule.predictionType, sigmas[index], modelOutput, sample),
    addNoise: (clean, noise, index) => weigh(1, clean, sigmas[index], noise),
  };
}
