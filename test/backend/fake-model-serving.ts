import { createHash } from 'node:crypto';
import { imageChunks } from '@nanococoa/common/chunks/image-chunks.ts';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { createLogger } from '@nanococoa/common/log/create-logger.ts';
import { createRpcClient } from '@nanococoa/common/rpc/client.ts';
import { createRpcServer, implement } from '@nanococoa/common/rpc/server.ts';
import { BackendServiceDefinition } from '@nanococoa/proto/backend/v1/backend_service.ts';
import { type DeepPartial, type Model, Worker } from '@nanococoa/proto/common/v1/catalog.ts';
import { ArtifactKind, Image } from '@nanococoa/proto/common/v1/image.ts';
import {
  type InputRole,
  ModelServingServiceDefinition,
  type RunStepRequest,
  type RunStepResponse,
  type StepTask,
} from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';

/** One RunStep as the fake saw it. */
export interface SeenStep {
  task: StepTask;
  /** SHA-256 of each input that was sent, in the order in which they came. */
  inputs: { role: InputRole; sha256: string }[];
  signal: AbortSignal;
}

/** What the fake does for a step; the default is `honestStep`. */
export type Behaviour = (seen: SeenStep) => AsyncGenerator<RunStepResponse>;

/** What the fake says its engine is: steps of a worker that registers with it are cached. */
export const ENGINE_DIGEST = 'engine-1';

/** A ModelServing that makes no pictures: a real gRPC server, on a free port if none is given, whose behaviour a test sets. */
export async function startFakeModelServing(fixedPort = 0) {
  const seen: SeenStep[] = [];
  let behaviour: Behaviour = honestStep;
  let refusal: (task: StepTask) => AppError | undefined = () => undefined;
  let workerId = 'worker-1';
  let isOld = false;
  const known = new Set<string>();
  const registrations: AbortController[] = [];
  const service = implement(ModelServingServiceDefinition, {
    listModels: () => Promise.resolve({ models: [] }),
    getStatus: () => Promise.resolve({ worker: undefined }),
    async *runStep(requests, { signal }) {
      const iterator = requests[Symbol.asyncIterator]();
      const task = await readTask(iterator);
      const refused = refusal(task);
      if (refused) throw refused;
      if (isOld) {
        yield progress(0.1);
        return;
      }
      // As the real one, it asks only for what it has not had yet.
      const wanted = task.inputs.filter(({ image }) => !known.has(image?.id ?? '')).map(({ role }) => role);
      yield { part: { $case: 'accepted', value: { workerId, wanted } } };
      const inputs = await readInputs({ [Symbol.asyncIterator]: () => iterator });
      for (const input of inputs) known.add(input.sha256);
      const step = { task, inputs, signal };
      seen.push(step);
      yield* behaviour(step);
    },
  });
  const server = createRpcServer({
    log: createLogger({ service: 'fake-model-serving', level: 'silent' }),
    services: [service],
  });
  const port = await server.listen(`127.0.0.1:${fixedPort}`);
  return {
    address: `127.0.0.1:${port}`,
    seen,
    behave(next: Behaviour) {
      behaviour = next;
    },
    /** Refuses tasks, before it accepts them. */
    refuse(next: typeof refusal) {
      refusal = next;
    },
    /** Sends no `accepted`, as before there was one. */
    speakOldProtocol(isSpoken: boolean) {
      isOld = isSpoken;
    },
    /** Holds a registration open at a Backend until the answer is called or the Backend is gone. */
    register(
      backendPort: number,
      slots: number,
      id = 'worker-1',
      engineDigest = '',
      models: DeepPartial<Model>[] = [],
    ): () => void {
      workerId = id;
      const stop = new AbortController();
      registrations.push(stop);
      const { client, close } = createRpcClient(BackendServiceDefinition, {
        address: `127.0.0.1:${backendPort}`,
      });
      async function* news() {
        yield { worker: Worker.fromPartial({ id, slots, engines: ['studio'], engineDigest, models }) };
        await new Promise((resolve) => stop.signal.addEventListener('abort', resolve));
      }
      client
        .register(news())
        .catch(() => undefined)
        .finally(close);
      return () => stop.abort();
    },
    async close() {
      for (const registration of registrations) registration.abort();
      await server.drain(0);
    },
  };
}

export type FakeModelServing = Awaited<ReturnType<typeof startFakeModelServing>>;

/** Two pieces of progress, the step's picture (and a mask, for step 1), and the report. */
export async function* honestStep({ task }: SeenStep): AsyncGenerator<RunStepResponse> {
  yield progress(0.25);
  yield progress(0.75);
  if (task.step === 1) yield* output(ArtifactKind.PRODUCT_MASK, picture(`mask ${task.spec?.seed}`, 1000));
  if (task.step === 2) yield* output(ArtifactKind.TEXT_VOLUME, picture(`volume ${task.spec?.seed}`, 1000));
  yield* output(ArtifactKind.UNSPECIFIED, picture(`step ${task.step} ${task.spec?.seed}`, 700_000));
  yield {
    part: {
      $case: 'done',
      value: {
        engine: 'studio',
        engineDigest: ENGINE_DIGEST,
        models: [],
        scene: undefined,
        report: { maskConfidence: 0.9, productDeviation: undefined, warnings: [] },
      },
    },
  };
}

/** A piece of progress. */
export function progress(fraction: number, preview = Buffer.alloc(0)): RunStepResponse {
  const news = { fraction, subStep: 'segmentation', message: 'Cutting out.' };
  const value = { ...news, time: new Date(), preview, remaining: undefined };
  return { part: { $case: 'progress', value } };
}

/** Bytes that stand for a picture, the same for the same name. */
export function picture(name: string, sizeBytes: number): Buffer {
  return Buffer.alloc(sizeBytes, createHash('sha512').update(name).digest());
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function* output(artifact: ArtifactKind, bytes: Buffer): AsyncGenerator<RunStepResponse> {
  const image = Image.create({
    id: sha256(bytes),
    mediaType: 'image/png',
    width: 64,
    height: 64,
    sizeBytes: bytes.length,
  });
  for await (const chunk of imageChunks(image, [bytes])) {
    yield { part: { $case: 'output', value: { artifact, chunk } } };
  }
}

async function readTask(requests: AsyncIterator<RunStepRequest>): Promise<StepTask> {
  const { done, value } = await requests.next();
  if (done || value.part?.$case !== 'task') throw new Error('no task came first');
  return value.part.value;
}

async function readInputs(requests: AsyncIterable<RunStepRequest>): Promise<SeenStep['inputs']> {
  const inputs: SeenStep['inputs'] = [];
  let hash = createHash('sha256');
  for await (const { part } of requests) {
    if (part?.$case !== 'input' || !part.value.chunk) continue;
    hash.update(part.value.chunk.data);
    if (part.value.chunk.sha256 !== '') {
      const digest = hash.digest('hex');
      if (digest !== part.value.chunk.sha256) throw new AppError('DIGEST_MISMATCH');
      inputs.push({ role: part.value.role, sha256: digest });
      hash = createHash('sha256');
    }
  }
  return inputs;
}
