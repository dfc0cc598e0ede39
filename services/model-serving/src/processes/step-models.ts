import type { StepTask } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import type { MadePicture, PictureProgress } from '../diffusion/picture-job.ts';
import type { DiffusionModel } from '../steps/step-context.ts';
import type { PictureOrder } from './studio-messages.ts';

/** Runs the cut-out model; rejects with an AppError, or when `signal` aborts and the work has stopped. */
export type InferMask = (tensor: Float32Array, signal: AbortSignal) => Promise<Float32Array>;

export interface PictureOptions {
  onProgress(progress: PictureProgress): void;
  signal: AbortSignal;
}

/** The models as steps use them. */
export interface StepModels {
  /** Cuts the product out. */
  cutout: { id: string; infer: InferMask };
  /** An installed model that makes pictures, or a ControlNet; undefined: there is none of that id. */
  describe(id: string): DiffusionModel | undefined;
  /** Has a picture made; rejects with an AppError, or when `signal` aborts and the work has stopped. */
  makePicture(order: PictureOrder, options: PictureOptions): Promise<MadePicture>;
  /**
   * Of the models that a step may ask for, one after another, the one that takes most memory, and what it is expected to
   * take at least, bytes; undefined: it asks for none.
   */
  largest(task: StepTask): { id: string; bytes: number } | undefined;
  /** Ends a model's process once nothing is asked of it. */
  unload(id: string): void;
}
