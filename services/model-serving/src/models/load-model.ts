import { join } from 'node:path';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { Logger } from '@nanococoa/common/log/create-logger.ts';
import { MemoryKind } from '@nanococoa/proto/common/v1/catalog.ts';
import type { MemoryAccount, MemoryLedger, MemoryRequest, MemoryUse } from '../memory/memory-ledger.ts';
import { processFailed } from '../processes/process-failed.ts';
import type { ModelDevice } from '../providers/model-device.ts';
import type { ModelRegistry, RegisteredModel } from '../registry/model-registry.ts';
import { openModelAccount } from './model-account.ts';
import { modelMemoryUse } from './model-memory-use.ts';
import type { ModelSignature } from './model-pool.ts';
import { GraphError, isAllocationError, type ModelProcess } from './model-process.ts';
import type { SpareProcess } from './spare-process.ts';

export interface LoadModelOptions {
  registry: Pick<ModelRegistry, 'verify'>;
  ledger: MemoryLedger;
  /** Of the device's own memory, where that is counted. */
  deviceLedger: MemoryLedger | undefined;
  /** What it is to run on. */
  device: ModelDevice;
  threads: number;
  /** What it is loaded for, where that is not what its manifest says. */
  use: MemoryUse | undefined;
  /** How long it may wait for memory. */
  memoryWaitMs: number;
  spare: SpareProcess;
  startProcess(): ModelProcess;
  log: Logger;
}

/** A model in memory. */
export interface LoadedModel {
  model: RegisteredModel;
  device: ModelDevice;
  process: ModelProcess;
  /** Closed when the process is gone. */
  account: MemoryAccount;
  /** What its inferences, or the picture being made, ask for. */
  memory: MemoryRequest;
  /** Of a pipeline, which has many graphs, empty. */
  signature: ModelSignature;
}

/**
 * Checks a model's files, waits for its memory, and only then gives it a process. When `signal` aborts, and the load
 * ends within STOP_GRACE_MS, it is loaded all the same.
 */
export async function loadModel(
  model: RegisteredModel,
  signal: AbortSignal,
  options: LoadModelOptions,
): Promise<LoadedModel> {
  const { ledger, device, spare, log } = options;
  const startMs = performance.now();
  const path = model.pipeline ? undefined : graphPath(model);
  await unlessAborted(options.registry.verify(model), signal);

  const memory: MemoryRequest = {
    ...(options.use ?? modelMemoryUse(model, device.provider)),
    maxWaitMs: options.memoryWaitMs,
  };
  await spare.makeRoom(ledger.estimate(memory));
  let process: ModelProcess | undefined;
  const account = await openModelAccount(ledger, options.deviceLedger, {
    ...memory,
    signal,
    name: model.id,
    kind: MemoryKind.MODEL,
    onExceeded: (cause) => process?.kill(cause),
  });
  const waitedMs = performance.now() - startMs;
  const taken = spare.take();
  process = taken ?? options.startProcess();
  account.attach(process.pid);
  void process.exited.then(() => account.close());
  try {
    const { threads } = options;
    const signature = await (path === undefined
      ? openPipeline(process, model, { device, threads }, signal)
      : process.load({ path, device, threads }, signal));
    log.info(
      {
        child_pid: process.pid,
        device: device.id,
        spare: taken !== undefined,
        waited_ms: Math.round(waitedMs),
        duration_ms: Math.round(performance.now() - startMs),
      },
      'loaded',
    );
    return { model, device, process, account, memory, signature };
  } catch (error) {
    process.kill('its model was not loaded');
    await process.exited;
    if (!(error instanceof GraphError)) throw error;
    log.error({ cause: error.message }, 'the model is not loaded');
    if (isAllocationError(error)) throw processFailed('there was no memory to load it');
    throw new AppError('MODEL_MISSING', {
      message: error.isFault
        ? `The model ${model.id} cannot be used: ${error.message}.`
        : `The model ${model.id} is installed, but ONNX Runtime cannot load it on ${device.id}.`,
      metadata: { model: model.id },
    });
  }
}

async function openPipeline(
  process: ModelProcess,
  { pipeline: description }: RegisteredModel,
  runsOn: { device: ModelDevice; threads: number },
  signal: AbortSignal,
): Promise<ModelSignature> {
  if (description) await process.open({ description, ...runsOn }, signal);
  return { inputs: [], outputs: [] };
}

/** Path of a model's only graph. @throws AppError MODEL_UNKNOWN for a pipeline of several */
function graphPath({ id, dir, files }: RegisteredModel): string {
  const graphs = files.filter(({ path }) => path.endsWith('.onnx'));
  if (graphs.length === 1 && graphs[0]) return join(dir, graphs[0].path);
  throw new AppError('MODEL_UNKNOWN', {
    message: `The model ${id} has ${graphs.length} graphs and cannot be run as one.`,
    metadata: { model: id },
  });
}

/** The check goes on for whoever asks next. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const onAbort = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
