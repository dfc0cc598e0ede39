import { createHash } from 'node:crypto';
import { imageChunks } from '@nanococoa/common/chunks/image-chunks.ts';
import type { AppError } from '@nanococoa/common/errors/app-error.ts';
import { fromClientError } from '@nanococoa/common/errors/from-client-error.ts';
import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { ArtifactKind, Image, type ImageChunk } from '@nanococoa/proto/common/v1/image.ts';
import {
  type InputRole,
  type ModelServingServiceClient,
  type RunStepRequest,
  type RunStepResponse,
  type StepAccepted,
  type StepDone,
  type StepProgress,
  StepTask,
} from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import type { CallOptions } from 'nice-grpc';

export interface StepResult {
  accepted: StepAccepted;
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

export type StepClient = Pick<ModelServingServiceClient, 'runStep'>;
export type StepInputs = Iterable<readonly [InputRole, Uint8Array]>;

/** Runs a step: the task with its inputs' names, then, once it is accepted, the chunks of those that are wanted. */
export async function* runTask(
  client: StepClient,
  stepTask: StepTask,
  inputs: StepInputs = [],
  options: RunTaskOptions = {},
): AsyncGenerator<RunStepResponse> {
  const accepted = Promise.withResolvers<readonly InputRole[]>();
  const requests = async function* (): AsyncGenerator<RunStepRequest> {
    const images = [...inputs].map(([role, bytes]) => ({ role, image: imageOf(bytes) }));
    yield { part: { $case: 'task', value: { ...stepTask, inputs: images } } };
    const wanted = await accepted.promise;
    for (const [role, bytes] of inputs) {
      if (!wanted.includes(role)) continue;
      for await (const chunk of imageChunks(imageOf(bytes), [bytes])) {
        yield { part: { $case: 'input', value: { role, chunk: options.change?.(chunk) ?? chunk } } };
      }
    }
  };
  try {
    for await (const response of client.runStep(requests(), options.call)) {
      if (response.part?.$case === 'accepted') accepted.resolve(response.part.value.wanted);
      yield response;
    }
  } finally {
    accepted.resolve([]);
  }
}

export interface RunTaskOptions {
  call?: CallOptions;
  /** Spoils the chunks on their way. */
  change?(chunk: ImageChunk): ImageChunk;
}

function imageOf(bytes: Uint8Array): Image {
  const id = createHash('sha256').update(bytes).digest('hex');
  return Image.fromPartial({ id, mediaType: 'image/png', width: 1, height: 1, sizeBytes: bytes.length });
}

/** Reads a step's responses to the end, checking that they come in the order that the contract promises. */
export async function collect(responses: AsyncIterable<RunStepResponse>): Promise<StepResult> {
  const outputs = new Map<ArtifactKind, Buffer[]>();
  const progress: StepProgress[] = [];
  let accepted: StepAccepted | undefined;
  let done: StepDone | undefined;
  for await (const { part } of responses) {
    if (done) throw new Error('there is a message after done');
    if ((part?.$case === 'accepted') === (accepted !== undefined)) throw new Error('accepted is first, once');
    if (part?.$case === 'accepted') accepted = part.value;
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
  if (!accepted || !done) throw new Error('the stream ended without done');
  const whole = new Map([...outputs].map(([kind, pieces]) => [kind, Buffer.concat(pieces)]));
  const result = whole.get(ArtifactKind.UNSPECIFIED) ?? Buffer.alloc(0);
  whole.delete(ArtifactKind.UNSPECIFIED);
  return { accepted, result, artifacts: whole, progress, done };
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
