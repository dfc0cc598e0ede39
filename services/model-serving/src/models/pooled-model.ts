import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { Logger } from '@nanococoa/common/log/create-logger.ts';
import type { MemoryLedger, MemoryUse } from '../memory/memory-ledger.ts';
import { processFailed } from '../processes/process-failed.ts';
import type { RegisteredModel } from '../registry/model-registry.ts';
import { checkInputs, checkOutputs } from './check-inputs.ts';
import { createInferenceLine } from './inference-line.ts';
import type { LoadedModel } from './load-model.ts';
import type { ModelSignature, ModelTensors } from './model-pool.ts';
import { GraphError, isAllocationError } from './model-process.ts';

export interface PooledModelOptions {
  id: string;
  /** The model as it is installed now. */
  installed(): RegisteredModel | undefined;
  load(model: RegisteredModel, signal: AbortSignal, use?: MemoryUse): Promise<LoadedModel>;
  ledger: Pick<MemoryLedger, 'report'>;
  pinned: boolean;
  idleMs: number;
  log: Logger;
  /** It was loaded, unloaded or pinned. */
  onChange(): void;
  /** Nothing of it is under way any more. */
  onFree(): void;
}

/** A model of the pool, in memory or not. */
export interface PooledModel {
  infer(inputs: ModelTensors, signal: AbortSignal, outputs?: readonly string[]): Promise<ModelTensors>;
  load(signal: AbortSignal): Promise<ModelSignature>;
  /** Does the work of one picture, with that much memory, after what was asked for before. */
  makePicture<T>(use: MemoryUse, signal: AbortSignal, work: (held: LoadedModel) => Promise<T>): Promise<T>;
  unload(): Promise<void>;
  pin(pinned: boolean): void;
  /** Unloads it, once it is free, if it is not installed any more as it is loaded. */
  refresh(): void;
  state(): { pid: number; busy: boolean; pinned: boolean } | undefined;
  /** Whether anything of it is under way. */
  busy(): boolean;
}

/** A step waits for one inference, not for a crowd. */
const LINE_CAPACITY = 32;
/** An inference that takes so much longer than the others is hung, but not one that is still short. */
const HUNG_FACTOR = 20;
const SHORT_MS = 60_000;
/** Weight of the newest inference in the moving average. */
const NEWEST = 0.25;

/** Loads the model when it is first needed. */
export function createPooledModel(options: PooledModelOptions): PooledModel {
  const { id, log, onChange } = options;
  let loaded: LoadedModel | undefined;
  /** Whether it has run since it was loaded. */
  let hasRun = false;
  let averageMs: number | undefined;
  let pinned = options.pinned;
  let unloading: PromiseWithResolvers<void> | undefined;
  let idleTimer: NodeJS.Timeout | undefined;

  const onFree = () => {
    if (loaded) rest(loaded);
    if (unloading || isOutdated()) void end('unloaded').then(settleUnloading);
    options.onFree();
  };
  const line = createInferenceLine({
    capacity: LINE_CAPACITY,
    expectedMs: () => averageMs ?? 1000,
    onFree,
  });

  const isOutdated = () => loaded !== undefined && loaded.model.sha256 !== options.installed()?.sha256;
  const settleUnloading = () => {
    unloading?.resolve();
    unloading = undefined;
  };
  /** It may be evicted from now on. */
  const rest = ({ account, process }: LoadedModel) => {
    account.idle(() => process.kill('its memory was needed'));
    clearTimeout(idleTimer);
    if (pinned) return;
    idleTimer = setTimeout(() => void end('not used for long'), options.idleMs);
    idleTimer.unref();
  };
  const end = async (cause: string) => {
    clearTimeout(idleTimer);
    loaded?.process.kill(cause);
    await loaded?.process.exited;
  };
  const hold = (held: LoadedModel) => {
    loaded = held;
    hasRun = false;
    if (pinned) held.account.pin(true);
    void held.process.exited.then((cause) => {
      if (loaded === held) loaded = undefined;
      clearTimeout(idleTimer);
      const level = held.process.killed() ? 'info' : 'warn';
      log[level]({ child_pid: held.process.pid, cause }, 'unloaded');
      onChange();
    });
    onChange();
  };

  /** Asks again for all that an inference takes: some of it may have gone to others meanwhile. */
  const reserve = async (held: LoadedModel, signal: AbortSignal) => {
    try {
      await held.account.resize({ ...held.memory, signal });
    } catch (error) {
      if (held.process.alive()) throw error;
      // It was evicted for those in the line for memory before it.
      await held.process.exited;
    }
  };
  /** A model that has not run yet takes less; that must not be learnt as what an inference takes. */
  const reserveUnused = async ({ memory, account }: LoadedModel) => {
    const estimateKey = `${memory.estimateKey}, not run yet`;
    await account.resize({ ...memory, estimateKey, maxWaitMs: 0 }).catch(() => undefined);
  };

  /** The model in memory, in the version that is installed. */
  const ensure = async (signal: AbortSignal, use?: MemoryUse): Promise<LoadedModel> => {
    const model = options.installed();
    if (!model) throw unknown(id);
    if (loaded && (!loaded.process.alive() || isOutdated())) await end('replaced by another version');
    if (loaded && use) loaded.memory = { maxWaitMs: loaded.memory.maxWaitMs, ...use };
    if (loaded) await reserve(loaded, signal);
    if (!loaded) hold(await options.load(model, signal, use));
    signal.throwIfAborted();
    if (!loaded) throw processFailed('it ended as soon as it was loaded');
    return loaded;
  };
  const inTurn = <T>(
    signal: AbortSignal,
    work: (held: LoadedModel) => Promise<T>,
    use?: MemoryUse,
  ): Promise<T> =>
    line.run(signal, async () => {
      clearTimeout(idleTimer);
      try {
        return await work(await ensure(signal, use));
      } finally {
        if (loaded && !hasRun) await reserveUnused(loaded);
        // Whoever waits for memory comes before those in this line, or a model in constant use would keep it for ever.
        if (loaded && line.waiting() > 0 && options.ledger.report().waiting > 0) rest(loaded);
      }
    });
  const run = async (held: LoadedModel, inputs: ModelTensors, outputs: string[], signal: AbortSignal) => {
    const startMs = performance.now();
    const limitMs = Math.max(SHORT_MS, HUNG_FACTOR * (averageMs ?? Number.POSITIVE_INFINITY));
    const result = await held.process
      .run({ inputs, outputs }, signal, limitMs)
      .catch(async (error: unknown) => {
        throw error instanceof GraphError ? await refused(error, held) : error;
      });
    hasRun = true;
    learnDuration(performance.now() - startMs);
    return result;
  };
  const learnDuration = (tookMs: number) => {
    averageMs = averageMs === undefined ? tookMs : averageMs + NEWEST * (tookMs - averageMs);
  };
  /** What the caller is told when ONNX Runtime cannot compute. */
  const refused = async (error: GraphError, { process, signature }: LoadedModel) => {
    log.error({ cause: error.message }, 'inference failed');
    const anySize = signature.inputs.some(({ dims }) => dims.length === 0 || dims.includes(-1));
    if (anySize && !isAllocationError(error))
      return new AppError('MODEL_INPUT_INVALID', {
        message: 'The model cannot compute with inputs of these sizes.',
        metadata: { model: id },
      });
    process.kill('the model reported an error');
    return processFailed(await process.exited);
  };

  return {
    infer: (inputs, signal, outputs) =>
      inTurn(signal, async (held) => {
        checkInputs(held.signature, inputs);
        const result = await run(held, inputs, checkOutputs(held.signature, outputs), signal);
        signal.throwIfAborted();
        return result;
      }),
    makePicture: (use, signal, work) =>
      inTurn(
        signal,
        async (held) => {
          // One that is left unfinished must not be learnt as what such a picture takes.
          hasRun = false;
          const startMs = performance.now();
          const result = await work(held);
          hasRun = true;
          learnDuration(performance.now() - startMs);
          return result;
        },
        use,
      ),
    async load(signal) {
      signal.throwIfAborted();
      if (!loaded?.process.alive() || isOutdated()) return inTurn(signal, async ({ signature }) => signature);
      // It is loaded: what is asked can be told at once, and it counts as used.
      if (!line.busy()) rest(loaded);
      return loaded.signature;
    },
    async unload() {
      if (pinned) return;
      if (!line.busy()) return await end('unloaded');
      unloading ??= Promise.withResolvers();
      await unloading.promise;
    },
    pin(next) {
      if (pinned === next) return;
      pinned = next;
      clearTimeout(idleTimer);
      loaded?.account.pin(next);
      if (loaded && !line.busy()) rest(loaded);
      onChange();
    },
    refresh() {
      if (!line.busy() && isOutdated()) void end('removed or replaced by another version');
    },
    state: () => (loaded ? { pid: loaded.process.pid, busy: line.busy(), pinned } : undefined),
    busy: () => line.busy(),
  };
}

export function unknown(id: string): AppError {
  return new AppError('MODEL_UNKNOWN', {
    message: `There is no model ${JSON.stringify(id.slice(0, 64))}.`,
    metadata: { model: id.slice(0, 64) },
  });
}
