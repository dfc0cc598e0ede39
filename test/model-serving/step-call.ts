import { imageChunks } from '@nanococoa/common/chunks/image-chunks.ts';
import type { AppError } from '@nanococoa/common/errors/app-error.ts';
import { fromClientError } from '@nanococoa/common/errors/from-client-error.ts';
import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { ArtifactKind, Image } from '@nanococoa/proto/common/v1/image.ts';
import {
  type InputRole,
  type RunStepRequest,
  type RunStepResponse,
  type StepDone,
  type StepProgress,
  StepTask,
} from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';

export interface StepResult {
  result: Buffer;
  artifacts: Map<ArtifactKind, Buffer>;
  progress: StepProgress[];
  done: StepDone;
}

/** The task of step 1 that does what `prompt` says. */
export function task(prompt: string, spec: Partial<AdSpec> = {}): StepTask {
  return StepTask.fromPartial({
    step: 1,
    spec: AdSpec.fromPartial({ ...spec, background: { prompt } }),
    final: false,
  });
}

/** The stream of requests of a step: its task, then its inputs. */
export async function* requests(
  stepTask: StepTask,
  inputs: Iterable<readonly [InputRole, Uint8Array]> = [],
): AsyncGenerator<RunStepRequest> {
  yield { part: { $case: 'task', value: stepTask } };
  for (const [role, bytes] of inputs) {
    for await (const chunk of imageChunks(Image.fromPartial({ sizeBytes: bytes.length }), [bytes])) {
      yield { part: { $case: 'input', value: { role, chunk } } };
    }
  }
}

/** Reads a step's responses to the end, checking that they come in the order that the contract promises. */
export async function collect(responses: AsyncIterable<RunStepResponse>): Promise<StepResult> {
  const outputs = new Map<ArtifactKind, Buffer[]>();
  const progress: StepProgress[] = [];
  let done: StepDone | undefined;
  for await (const { part } of responses) {
    if (done) throw new Error('there is a message after done');
    if (part?.$case === 'progress') progress.push(part.value);
    if (part?.$case === 'done') done = part.value;
    if (part?.$case !== 'output') continue;
    const { artifact, chunk } = part.value;
    const pieces = outputs.get(artifact) ?? [];
    outputs.set(artifact, pieces);
    if (!chunk || (pieces.length === 0) !== (chunk.image !== undefined)) throw new Error('misplaced image');
    if (chunk.data.length > 256 * 1024) throw new Error('a chunk is too large');
    pieces.push(Buffer.from(chunk.data));
  }
  if (!done) throw new Error('the stream ended without done');
  const whole = new Map([...outputs].map(([kind, pieces]) => [kind, Buffer.concat(pieces)]));
  const result = whole.get(ArtifactKind.UNSPECIFIED) ?? Buffer.alloc(0);
  whole.delete(ArtifactKind.UNSPECIFIED);
  return { result, artifacts: whole, progress, done };
}

/** The error that a step's responses end with. */
export async function errorOf(responses: AsyncIterable<RunStepResponse>): Promise<AppError> {
  try {
    for await (const _ of responses);
  } catch (error) {
    return knownError(error);
  }
  throw new Error('the step did not fail');
}

/** What a call was rejected with, as an error of ours. */
export function knownError(error: unknown): AppError {
  const known = fromClientError(error);
  if (!known) throw error;
  return known;
}

/**
 * Waits until the step has told its first progress, then goes on reading in the background. `rest` is what
 * the call was rejected with in the end.
 */
export async function untilProgress(
  responses: AsyncIterable<RunStepResponse>,
): Promise<{ rest: Promise<unknown> }> {
  const begun = Promise.withResolvers<void>();
  const rest = (async () => {
    for await (const { part } of responses) if (part?.$case === 'progress') begun.resolve();
  })().catch((error: unknown) => {
    begun.reject(error);
    return error;
  });
  await begun.promise;
  return { rest };
}
