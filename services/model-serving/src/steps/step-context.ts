import type { PreviewPicture } from '../imaging/io/make-preview.ts';

/** What a step may ask of the process that runs it. Steps never touch gRPC, models or queues themselves. */
export interface StepContext {
  /** Says how far the step is: fraction 0..1, never back; one of the six sub-steps; one English sentence. */
  progress(fraction: number, subStep: string, message: string): void;
  /**
   * Shows the picture as it is becoming, at most three times a step; the step does not wait for it. The picture's
   * pixels must not be changed any more.
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

/** An encoded picture. */
export interface StepPicture {
  data: Buffer;
  /** One of image/png, image/jpeg, image/webp, image/avif. */
  mediaType: string;
  width: number;
  height: number;
  hasAlpha: boolean;
}
