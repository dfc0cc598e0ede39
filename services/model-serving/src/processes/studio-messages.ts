import type { FieldViolation } from '@nanococoa/common/errors/app-error.ts';
import type { ErrorReason } from '@nanococoa/common/errors/error-table.ts';
import type { ArtifactKind, ImageChunk } from '@nanococoa/proto/common/v1/image.ts';
import type { StepReport } from '@nanococoa/proto/common/v1/job.ts';
import type { Scene } from '@nanococoa/proto/common/v1/scene.ts';
import type { InputRole, StepTask } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';

/** Pieces of output that may be on their way before the reader took them: 1 MiB for each step. */
export const OUTPUT_WINDOW = 4;

/**
 * From the service to a studio worker. One step: begin, the inputs' pieces, inputs_end; then an `ack` for each
 * piece of output that the reader took, and an answer to each `infer_mask`. `cancel` stops it at any time.
 */
export type ToStudioWorker =
  | { kind: 'begin'; task: StepTask; cacheDir: string }
  | { kind: 'input'; role: InputRole; data: Uint8Array }
  | { kind: 'inputs_end' }
  | { kind: 'mask'; mask: Float32Array }
  | { kind: 'ack' }
  | { kind: 'cancel' };

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
}

/** From a studio worker to the service: `ready` and `warm` once; each step ends with one of done, failed, stopped. */
export type FromStudioWorker =
  | { kind: 'ready' }
  | { kind: 'warm' }
  | StepProgressNews
  | { kind: 'infer_mask'; tensor: Float32Array }
  | { kind: 'output'; artifact: ArtifactKind; chunk: ImageChunk }
  | { kind: 'done'; scene: Scene | undefined; report: StepReport }
  | { kind: 'failed'; reason: ErrorReason; message: string; fields: FieldViolation[]; stack: string }
  | { kind: 'stopped' };
