import type { WarningReason } from '@nanococoa/common/errors/warning-table.ts';
import type { MadePicture, PictureJob, PictureProgress } from '../diffusion/picture-job.ts';
import type { PreviewPicture } from '../imaging/io/make-preview.ts';

/** What a step may ask of the process that runs it. Steps never touch gRPC, models or queues themselves. */
export interface StepContext {
  /**
   * Says how far the step is: fraction 0..1, never back; one of the six sub-steps; one English sentence; how long models
   * will still work for the step, where that is known.
   */
  progress(fraction: number, subStep: string, message: string, remainingMs?: number): void;
  /**
   * Shows the picture as it is becoming, a few times a step, or at most twice a second while a model makes it; the step
   * does not wait for it. The picture's pixels must not be changed any more.
   */
  preview(picture: PreviewPicture): void;
  /**
   * Runs the salient-object model in its own process: 1×3×320×320 planar RGB, normalised as u2netp wants it, in;
   * the 320×320 raw output out. Rejects when the model's process fails.
   */
  inferMask(tensor: Float32Array): Promise<Float32Array>;
  /** Folder for baked materials; anything in it may be deleted at any time. */
  cacheDir: string;
}

/** What the process of a step gives it, whichever engine it is of. */
export interface ProcessContext extends StepContext {
  /** The installed models that the task's spec names. */
  models: readonly DiffusionModel[];
  /**
   * Has a diffusion model make a picture in its own process. Rejects when the process fails, or the step is asked to
   * stop.
   *
   * @param onProgress Hears of each denoising step.
   * @param controlModelId The ControlNet by which the picture follows `job.control`.
   */
  makePicture(
    modelId: string,
    job: PictureJob,
    onProgress: (progress: PictureProgress) => void,
    controlModelId?: string,
  ): Promise<MadePicture>;
}

/** What a step of engine diffusion may ask for, too. */
export interface DiffusionContext extends ProcessContext {
  /** Says what a person should look at; it comes with the step's report. */
  warn(warning: { reason: WarningReason; message: string }): void;
}

/** A model as far as a step must know it. */
export interface DiffusionModel {
  id: string;
  /** Such as "sdxl"; decides how large pictures are made. */
  family: string;
  /** What it can do, such as "inpainting". */
  tasks: readonly string[];
}

/** An encoded picture. */
export interface StepPicture {
  data: Buffer;
  /** One of image/png, image/jpeg, image/webp, image/avif. */
  mediaType: string;
  width: number;
  height: number;
  hasAlpha: boolean;
}
