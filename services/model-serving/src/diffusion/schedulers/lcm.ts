import { createAlphaLevels } from './alpha-levels.ts';
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
  const levels = createAlphaLevels(schedule);
  const timesteps = timestepsOf(schedule, steps);
  return {
    timesteps,
    initNoiseSigma: 1,
    scaleModelInput: (sample) => sample,
    drawsNoise: (index) => index < timesteps.length - 1,
    step(index, modelOutput, sample, noise) {
      const scaledTimestep = timesteps[index] * schedule.timestepScaling;
      const norm = scaledTimestep ** 2 + SIGMA_DATA ** 2;
      const [skip, out] = [SIGMA_DATA ** 2 / norm, scaledTimestep / Math.sqrt(norm)];
      const clean = levels.estimateClean(timesteps[index], modelOutput, sample);
      const denoised = weigh(out, clean, skip, sample);
      if (index === timesteps.length - 1) return denoised;
      if (noise === undefined) throw new Error('A consistency step before the last needs noise.');
      const next = levels.alphaAt(timesteps[index + 1]);
      return weigh(Math.sqrt(next), denoised, Math.sqrt(1 - next), noise);
    },
    estimateClean: (index, modelOutput, sample) =>
      levels.estimateClean(timesteps[index], modelOutput, sample),
    addNoise: (clean, noise, index) => levels.addNoise(clean, noise, timesteps[index]),
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
