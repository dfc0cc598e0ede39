import type { SchedulerName } from '@nanococoa/common/parameters/schedulers.ts';
import type { LatentPreview } from './latents/preview-latent.ts';

/** A picture to be made by a diffusion model, as it is sent to the model's process. Pixels are RGB bytes, row by row. */
export interface PictureJob {
  prompt: string;
  /** undefined: none, which for some models is not the same as an empty one. */
  negativePrompt?: string | undefined;
  /** Pixels, multiples of 8 (FLUX: of 16), 64 to 4,096. */
  width: number;
  height: number;
  /** 1 to 150. undefined: the model's own. */
  steps?: number | undefined;
  /** 0 to 30. undefined: the model's own. */
  guidance?: number | undefined;
  /** undefined: the model's own; FLUX has no other. */
  scheduler?: SchedulerName | undefined;
  /** 0 to 2³² − 1: the same picture again, on the same provider. */
  seed: number;
  initial?: InitialPixels | undefined;
  control?: ControlPixels | undefined;
}

/** A picture that the model starts from. */
export interface InitialPixels {
  /** width × height × 3 bytes. */
  pixels: Uint8Array;
  /** How much of it is made anew, 0 to 1. */
  strength: number;
  /** width × height bytes: repainted from 128 on, kept below. undefined: repainted everywhere. */
  mask?: Uint8Array | undefined;
}

/** Edges or the like that the picture follows. */
export interface ControlPixels {
  /** width × height × 3 bytes. */
  pixels: Uint8Array;
  /** How strongly, 0 to 2. */
  scale: number;
}

/** How far a picture is. */
export interface PictureProgress {
  /** Denoising steps done, and in all. */
  done: number;
  total: number;
  /** What is left, by what steps of such pictures took; undefined: not known yet. */
  remainingMs?: number | undefined;
  /** What it will look like, as large as its latent. */
  preview: LatentPreview;
}

/** A picture that was made. */
export interface MadePicture {
  width: number;
  height: number;
  /** width × height × 3 bytes. */
  pixels: Uint8Array;
}
