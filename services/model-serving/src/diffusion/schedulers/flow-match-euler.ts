import { linspace } from './noise-levels.ts';
import type { Scheduler } from './scheduler.ts';
import { weigh } from './weigh.ts';

export interface FlowSchedule {
  trainTimesteps: number;
  /** Moves steps towards the noisy end where it is above 1; not used with a dynamic shift. */
  shift: number;
  /** Whether the shift follows the number of tokens: larger pictures need more noise to be as unreadable. */
  useDynamicShifting: boolean;
  baseShift: number;
  maxShift: number;
  baseImageSequenceLength: number;
  maxImageSequenceLength: number;
}

export interface FlowRun {
  steps: number;
  /** Tokens of the picture: latent height/2 × latent width/2. */
  imageSequenceLength: number;
  /** Whether steps are 1, 1 − 1/n … as FLUX passes them; else the schedule's own. */
  evenSigmas: boolean;
}

/**
 * Euler's method along a rectified flow: Esser et al., "Scaling Rectified Flow Transformers for High-Resolution Image
 * Synthesis", 2024, with its shift of timesteps (section 5.3.2) as FLUX has it.
 */
export function createFlowMatchEuler(schedule: FlowSchedule, run: FlowRun): Scheduler {
  const { trainTimesteps } = schedule;
  const sigmas = [...sigmasOf(schedule, run), 0];
  return {
    timesteps: sigmas.slice(0, -1).map((sigma) => sigma * trainTimesteps),
    initNoiseSigma: 1,
    scaleModelInput: (sample) => sample,
    drawsNoise: () => false,
    step: (index, modelOutput, sample) => weigh(1, sample, sigmas[index + 1] - sigmas[index], modelOutput),
    estimateClean: (index, modelOutput, sample) => weigh(1, sample, -sigmas[index], modelOutput),
    addNoise: (clean, noise, index) => weigh(1 - sigmas[index], clean, sigmas[index], noise),
  };
}

function sigmasOf(schedule: FlowSchedule, { steps, imageSequenceLength, evenSigmas }: FlowRun): number[] {
  const { trainTimesteps, shift, useDynamicShifting } = schedule;
  const even = linspace(1, 1 / steps, steps);
  if (useDynamicShifting) {
    const factor = Math.exp(dynamicShift(schedule, imageSequenceLength));
    return even.map((sigma) => shifted(sigma, factor));
  }
  // The lowest training step has been shifted once already when the steps between it and 1 are shifted: published
  // pictures with the schedule's own sigmas are made so.
  const own = linspace(1, shifted(1 / trainTimesteps, shift), steps);
  return (evenSigmas ? even : own).map((sigma) => shifted(sigma, shift));
}

/** μ of a picture: linear in its number of tokens between the two ends that were trained. */
function dynamicShift(schedule: FlowSchedule, tokens: number): number {
  const { baseShift, maxShift, baseImageSequenceLength: low, maxImageSequenceLength: high } = schedule;
  return baseShift + ((maxShift - baseShift) * (tokens - low)) / (high - low);
}

function shifted(sigma: number, factor: number): number {
  return (factor * sigma) / (1 + (factor - 1) * sigma);
}
