import { createAlphaLevels } from './alpha-levels.ts';
import type { DiffusionSchedule, Scheduler } from './scheduler.ts';
import { spacedTimesteps } from './spaced-timesteps.ts';
import { weigh } from './weigh.ts';

/** DDIM without noise (η = 0): Song et al., "Denoising Diffusion Implicit Models", 2021, equation 12. */
export function createDdim(schedule: DiffusionSchedule, steps: number): Scheduler {
  const levels = createAlphaLevels(schedule);
  const timesteps = spacedTimesteps(schedule, steps);
  const stride = Math.floor(schedule.trainTimesteps / steps);
  return {
    timesteps,
    initNoiseSigma: 1,
    scaleModelInput: (sample) => sample,
    drawsNoise: () => false,
    step(index, modelOutput, sample) {
      const alpha = levels.alphaAt(timesteps[index]);
      const next = levels.alphaAt(timesteps[index] - stride);
      const clean = levels.estimateClean(timesteps[index], modelOutput, sample);
      // √next·x₀ + √(1 − next)·ε, where ε is what x₀ leaves of the sample.
      const noise = Math.sqrt((1 - next) / (1 - alpha));
      return weigh(Math.sqrt(next) - noise * Math.sqrt(alpha), clean, noise, sample);
    },
    estimateClean: (index, modelOutput, sample) =>
      levels.estimateClean(timesteps[index], modelOutput, sample),
    addNoise: (clean, noise, index) => levels.addNoise(clean, noise, timesteps[index]),
  };
}
