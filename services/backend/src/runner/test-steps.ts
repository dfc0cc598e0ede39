import { createHash } from 'node:crypto';
import { imageChunks } from '@nanococoa/common/chunks/image-chunks.ts';
import { Model, Worker } from '@nanococoa/proto/common/v1/catalog.ts';
import { ArtifactKind, Image } from '@nanococoa/proto/common/v1/image.ts';
import type { RunStepResponse, StepTask } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { StepFailure, type StepFailureKind } from './step-service.ts';

/** For tests: what a worker answers after it has accepted a step. */
export type Run = (task: StepTask, signal: AbortSignal) => AsyncGenerator<RunStepResponse>;

/** Why a scripted step fails. */
export const CAUSE = { code: 13, reason: 'MODEL_PROCESS_FAILED', message: 'It ended.', step: 0 };
/** How a scripted step ends. */
export const DONE: RunStepResponse = {
  part: {
    $case: 'done',
    value: {
      scene: undefined,
      engine: 'studio',
      engineDigest: 'engine-1',
      models: [Model.create({ id: 'u2netp', sha256: 'f'.repeat(64) })],
      report: {
        maskConfidence: undefined,
        productDeviation: undefined,
        warnings: [{ reason: 'PRODUCT_TOUCHES_FRAME', message: 'It does.' }],
      },
    },
  },
};

/** What ModelServing says first. */
export const ACCEPTED: RunStepResponse = {
  part: { $case: 'accepted', value: { workerId: 'worker-1', wanted: [] } },
};
/** What decides what the worker's steps are kept under. */
export const MAKER = {
  engineDigest: 'engine-1',
  models: [{ id: 'u2netp', sha256: 'f'.repeat(64), family: '' }],
};
/** The worker as it is registered. */
export const WORKER = Worker.fromPartial({ id: 'worker-1', slots: 1, ...MAKER });

/** An output of a scripted step: a picture whose bytes are its name, many times. */
export async function* output(name: string): AsyncGenerator<RunStepResponse> {
  const bytes = Buffer.from(name.repeat(1000));
  const id = createHash('sha256').update(bytes).digest('hex');
  const image = Image.create({ id, mediaType: 'image/png', width: 1, height: 1, sizeBytes: bytes.length });
  for await (const chunk of imageChunks(image, [bytes])) {
    yield { part: { $case: 'output', value: { artifact: ArtifactKind.UNSPECIFIED, chunk } } };
  }
}

/** A step that makes what it is asked for. */
export async function* honest(task: StepTask): AsyncGenerator<RunStepResponse> {
  yield* output(`step ${task.step}`);
  yield DONE;
}

/** Steps that fail so many times before they are honest. */
export function failing(kind: StepFailureKind, times: number, retryAfterMs?: number): Run {
  let left = times;
  return async function* fail(task) {
    if (left-- > 0) throw new StepFailure(kind, CAUSE, { retryAfterMs });
    yield* honest(task);
  };
}
