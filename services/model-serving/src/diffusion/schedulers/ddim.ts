import { cleanOf } from './clean-estimate.ts';
import { alphasCumprod } from './noise-levels.ts';
import type { DiffusionSchedule, Scheduler } from './scheduler.ts';
import { spacedTimesteps } from './spaced-timesteps.ts';
import { weigh } from './weigh.ts';

/** DDIM without noise (η = 0): Song et al., "Denoising Diffusion Implicit Models", 2021, equation 12. */
export function createDdim(schedule: DiffusionSchedule, steps: number): Scheduler {
  const alphas = alphasCumprod(schedule);
  const timesteps = spacedTimesteps(schedule, steps);
  const stride = Math.floor(schedule.trainTimesteps / steps);
  const alphaAt = (timestep: number) =>
    timestep >= 0 ? alphas[timestep] : schedule.setAlphaToOne ? 1 : alphas[0];
  return {
    timesteps,
    initNoiseSigma: 1,
    scaleModelInput: (sample) => sample,
    drawsNoise: () => false,
    step(index, modelOutput, sample) {
      const alpha = alphaAt(timesteps[index]);
      const next = alphaAt(timesteps[index] - stride);
      const [signal, noise] = [Math.sqrt(alpha), Math.sqrt(1 - alpha)];
      const isVelocity = schedule.predictionType === 'v_prediction';
      // x₀ and ε as sums of the sample and of what the model said.
      const clean = isVelocity ? [signal, -noise] : [1 / signal, -noise / signal];
      const epsilon = isVelocity ? [noise, signal] : [0, 1];
      const [a, b] = [Math.sqrt(next), Math.sqrt(1 - next)];
      return weigh(a * clean[0] + b * epsilon[0], sample, a * clean[1] + b * epsilon[1], modelOutput);
    },
    estimateClean(index, modelOutput, sample) {
      const alpha = alphaAt(timesteps[index]);
      const level = { signal: Math.sqrt(alpha), deviation: Math.sqrt(1 - alpha) };
      return cleanOf(schedule.predictionType, level, modelOutput, sample);
    },
    addNoise(clean, noise, index) {
      const alpha = alphaAt(timesteps[index]);
      return weigh(Math.sqrt(alpha), clean, Math.sqrt(1 - alpha), noise);
    },
  };
}
