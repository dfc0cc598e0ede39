import type { FloatTensor } from '../graphs/graph.ts';
import type { NoiseSource } from '../latents/noise.ts';
import type { Scheduler } from '../schedulers/scheduler.ts';
import type { DenoisedStep } from './denoise.ts';

/** A picture that a model starts from. */
export interface InitialPicture {
  /** [1, 3, height, width], −1 to 1. */
  picture: FloatTensor;
  /** How much of it is made anew, 0 to 1: this share of the steps is run. */
  strength: number;
  /** Whether its latent is drawn from the posterior, as published pipelines do, or is the most likely one. */
  posterior: 'sample' | 'mode';
  /** [1, 1, height / 8, width / 8]: 1 where the picture is repainted, 0 where it is kept. undefined: everywhere. */
  mask?: FloatTensor | undefined;
}

/** Edges or the like that the picture follows. Zhang et al., "Adding Conditional Control to Text-to-Image Diffusion Models", 2023. */
export interface ControlPicture {
  /** [1, 3, height, width], 0 to 1. */
  picture: FloatTensor;
  /** How strongly, 0 to 2. */
  scale: number;
  /** From and to which part of the steps, 0 to 1. */
  start: number;
  end: number;
}

/** What a pipeline makes a picture of. */
export interface PictureRequest {
  prompt: string;
  /** undefined: none, which for some models is not the same as an empty one. */
  negativePrompt: string | undefined;
  /** Pixels, multiples of 8. */
  width: number;
  height: number;
  /** Steps of the schedule; with an initial picture only a part of them is run. */
  steps: number;
  scheduler: Scheduler;
  /** Classifier-free guidance; 1 or less: none, at half the cost. */
  guidance: number;
  initial?: InitialPicture | undefined;
  control?: ControlPicture | undefined;
  noise: NoiseSource;
  onStep?: ((step: DenoisedStep) => void) | undefined;
  signal: AbortSignal;
}

/** The first step that is run. */
export function firstStep({ steps, initial }: Pick<PictureRequest, 'steps' | 'initial'>): number {
  return initial === undefined ? 0 : steps - Math.min(Math.trunc(steps * initial.strength), steps);
}
