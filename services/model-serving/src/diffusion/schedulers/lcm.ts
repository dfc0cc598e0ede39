import { cleanOf } from './clean-estimate.ts';
import { alphasCumprod } from './noise-levels.ts';
import type { DiffusionSchedule, Scheduler } from './scheduler.ts';
import { weigh } from './weigh.ts';

/** Standard deviation of the data that the boundary condition assumes. */
const SIGMA_DATA = 0.5;

export interface LcmSchedule extends DiffusionSchedule {
  /** Steps of the teacher's schedule, of which the model's own are a selection. */
  originalInferenceSteps: number;
  /** Factor on timesteps in the boundary condition. */
  timestepScaling: number;
}

/** Multistep sampling of consistency models: Luo et al., "Latent Consistency Models", 2023, algorithm 3. */
export function createLcm(schedule: LcmSchedule, steps: number): Scheduler {
  const alphas = alphasCumprod(schedule);
  const timesteps = timestepsOf(schedule, steps);
  const finalAlpha = schedule.setAlphaToOne ? 1 : alphas[0];
  return {
    timesteps,
    initNoiseSigma: 1,
    scaleModelInput: (sample) => sample,
    drawsNoise: (index) => index < timesteps.length - 1,
    step(index, modelOutput, sample, noise) {
      const alpha = alphas[timesteps[index]];
      const [signal, deviation] = [Math.sqrt(alpha), Math.sqrt(1 - alpha)];
      const scaledTimestep = timesteps[index] * schedule.timestepScaling;
      const norm = scaledTimestep ** 2 + SIGMA_DATA ** 2;
      const [skip, out] = [SIGMA_DATA ** 2 / norm, scaledTimestep / Math.sqrt(norm)];
      const isVelocity = schedule.predictionType === 'v_prediction';
      const clean = isVelocity ? [signal, -deviation] : [1 / signal, -deviation / signal];
      const denoised = weigh(out * clean[0] + skip, sample, out * clean[1], modelOutput);
      if (index === timesteps.length - 1) return denoised;
      if (noise === undefined) throw new Error('A consistency step before the last needs noise.');
      const next = timesteps[index + 1] >= 0 ? alphas[timesteps[index + 1]] : finalAlpha;
      return weigh(Math.sqrt(next), denoised, Math.sqrt(1 - next), noise);
    },
    estimateClean(index, modelOutput, sample) {
      const alpha = alphas[timesteps[index]];
      const level = { signal: Math.sqrt(alpha), deviation: Math.sqrt(1 - alpha) };
      return cleanOf(schedule.predictionType, level, modelOutput, sample);
    },
    addNoise(clean, noise, index) {
      const alpha = alphas[timesteps[index]];
      return weigh(Math.sqrt(alpha), clean, Math.sqrt(1 - alpha), noise);
    },
  };
}

/** @throws RangeError for more steps than the teacher's schedule has */
function timestepsOf({ trainTimesteps, originalInferenceSteps }: LcmSchedule, steps: number): number[] {
  if (steps > originalInferenceSteps) {
    throw new RangeError(`A consistency model takes at most ${originalInferenceSteps} steps, not ${steps}.`);
  }
  const stride = Math.floor(trainTimesteps / originalInferenceSteps);
  return Array.from({ length: steps }, (_, i) => {
    const at = Math.floor((i * originalInferenceSteps) / steps);
    return (originalInferenceSteps - at) * stride - 1;
  });
}
