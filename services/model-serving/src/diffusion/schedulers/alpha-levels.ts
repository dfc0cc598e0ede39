import { cleanOf } from './clean-estimate.ts';
import { alphasCumprod } from './noise-levels.ts';
import type { DiffusionSchedule } from './scheduler.ts';
import { weigh } from './weigh.ts';

/** How much of a sample is signal at each training step, for the methods that think in ᾱ: its variance stays 1. */
export interface AlphaLevels {
  /** ᾱ at a training step; below 0: beyond the last one. */
  alphaAt(timestep: number): number;
  /** As Scheduler.estimateClean. */
  estimateClean(timestep: number, modelOutput: Float32Array, sample: Float32Array): Float32Array;
  /** As Scheduler.addNoise. */
  addNoise(clean: Float32Array, noise: Float32Array, timestep: number): Float32Array;
}

/** The levels of a schedule. */
export function createAlphaLevels(schedule: DiffusionSchedule): AlphaLevels {
  const alphas = alphasCumprod(schedule);
  const finalAlpha = schedule.setAlphaToOne ? 1 : alphas[0];
  const alphaAt = (timestep: number) => (timestep >= 0 ? alphas[timestep] : finalAlpha);
  return {
    alphaAt,
    estimateClean(timestep, modelOutput, sample) {
      const alpha = alphaAt(timestep);
      const level = { signal: Math.sqrt(alpha), deviation: Math.sqrt(1 - alpha) };
      return cleanOf(schedule.predictionType, level, modelOutput, sample);
    },
    addNoise(clean, noise, timestep) {
      const alpha = alphaAt(timestep);
      return weigh(Math.sqrt(alpha), clean, Math.sqrt(1 - alpha), noise);
    },
  };
}
