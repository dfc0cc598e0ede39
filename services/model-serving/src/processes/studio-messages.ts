import type { FieldViolation } from '@nanococoa/common/errors/app-error.ts';
import type { ErrorReason } from '@nanococoa/common/errors/error-table.ts';
import type { ArtifactKind, ImageChunk } from '@nanococoa/proto/common/v1/image.ts';
import type { StepReport } from '@nanococoa/proto/common/v1/job.ts';
import type { Scene } from '@nanococoa/proto/common/v1/scene.ts';
import type { InputRole, StepTask } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import type { MadePicture, PictureJob, PictureProgress } from '../diffusion/picture-job.ts';
import type { DiffusionModel } from '../steps/step-context.ts';

/** Pieces of output that may be on their way before the reader took them: 1 MiB for each step. */
export const OUTPUT_WINDOW = 4;

/**
 * From the service to a studio worker. One step: begin, the inputs' pieces, inputs_end; then an `ack` for each
 * piece of output that the reader took, and an answer to each `infer_mask` and `make_picture`. `cancel` stops it at any
 * time.
 */
export type ToStudioWorker =
  | { kind: 'begin'; task: StepTask; cacheDir: string; models: readonly DiffusionModel[] }
  | { kind: 'input'; role: InputRole; data: Uint8Array }
  | { kind: 'inputs_end' }
  | { kind: 'mask'; mask: Float32Array }
  | { kind: 'picture_progress'; progress: PictureProgress }
  | { kind: 'picture'; picture: MadePicture }
  | { kind: 'ack' }
  | { kind: 'cancel' };

/** A picture that a step wants to have made; one at a time. */
export interface PictureOrder {
  modelId: string;
  controlModelId: string | undefined;
  job: PictureJob;
}

/** How far a step is. */
export interface StepProgressNews {
  kind: 'progress';
  fraction: number;
  subStep: string;
  message: string;
  /** When it was made, milliseconds since 1970. */
  timeMs: number;
  /** The picture as it is becoming: WebP, at most 32 KiB. Absent: as before. */
  preview?: Uint8Array;
  /** How long models will still work for it, milliseconds. Absent: not known. */
  remainingMs?: number;
}

/** From a studio worker to the service: `ready` and `warm` once; each step ends with one of done, failed, stopped. */
export type FromStudioWorker =
  | { kind: 'ready' }
  | { kind: 'warm' }
  | StepProgressNews
  | { kind: 'infer_mask'; tensor: Float32Array }
  | { kind: 'make_picture'; order: PictureOrder }
  | { kind: 'output'; artifact: ArtifactKind; chunk: ImageChunk }
  | { kind: 'done'; scene: Scene | undefined; report: StepReport }
  | { kind: 'failed'; reason: ErrorReason; message: string; fields: FieldViolation[]; stack: string }
  | { kind: 'stopped' };
