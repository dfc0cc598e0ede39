import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { Logger } from '@nanococoa/common/log/create-logger.ts';
import type { MemoryLedger, MemoryUse } from '../memory/memory-ledger.ts';
import type { ModelDevice } from '../providers/model-device.ts';
import type { ModelRegistry, RegisteredModel } from '../registry/model-registry.ts';
import { type LoadedModel, loadModel } from './load-model.ts';
import { createPictureMaker } from './make-picture.ts';
import type { ModelPool } from './model-pool.ts';
import { type ModelProcess, startModelProcess } from './model-process.ts';
import { createPooledModel, type PooledModel, unknown } from './pooled-model.ts';
import { createSpareProcess } from './spare-process.ts';

export interface ModelPoolOptions {
  registry: ModelRegistry;
  /** Of main memory. */
  ledger: MemoryLedger;
  /** Of the memory of devices that have their own, by the device's id; where there is none it is not counted. */
  deviceLedgers?: ReadonlyMap<string, MemoryLedger>;
  /** What models run on, at least one; a model gets the one with the fewest models on it. */
  devices: readonly ModelDevice[];
  /** Threads of each model's process, see threadsPerModel. */
  threads: number;
  /** Module that the processes run. */
  processEntry: string;
  /** A model that is not used for this long is unloaded. */
  idleMs: number;
  /** A process that uses no processor time for this long in mid-work is hung, and killed. */
  hangMs: number;
  /** How long a load may wait for memory. */
  memoryWaitMs: number;
  /** Models that are loaded at the start, or when they are installed, and stay. */
  pinned: readonly string[];
  log: Logger;
  /** A model was loaded, unloaded or pinned. */
  onChange(): void;
}

/** Starts the spare process, and loads the pinned models. */
export function createModelPool(options: ModelPoolOptions): ModelPool {
  const { registry, ledger, devices, onChange } = options;
  const models = new Map<string, PooledModel>();
  const processes = new Set<ModelProcess>();
  const closing = new AbortController();

  const start = (): ModelProcess => {
    const { processEntry: entry, hangMs, log } = options;
    const process = startModelProcess({ entry, hangMs, log });
    processes.add(process);
    void process.exited.then(() => {
      processes.delete(process);
      spare.refill();
    });
    return process;
  };
  const busy = () => [...models.values()].some((model) => model.busy());
  const spare = createSpareProcess({ ledger, start, busy, log: options.log });
  /** Of each model that is loaded or is being loaded. */
  const placements = new Set<{ device: ModelDevice }>();

  const load = async (model: RegisteredModel, signal: AbortSignal, use?: MemoryUse): Promise<LoadedModel> => {
    const placement = { device: leastLoaded(devices, placements) };
    placements.add(placement);
    const release = () => placements.delete(placement);
    try {
      const loaded = await loadModel(model, signal, {
        registry,
        ledger,
        device: placement.device,
        deviceLedger: options.deviceLedgers?.get(placement.device.id),
        threads: options.threads,
        use,
        memoryWaitMs: options.memoryWaitMs,
        spare,
        startProcess: start,
        log: options.log.child({ model: model.id }),
      });
      void loaded.process.exited.then(release);
      return loaded;
    } catch (error) {
      release();
      throw error;
    }
  };
  const modelOf = (id: string): PooledModel => {
    const known = models.get(id);
    if (known) return known;
    if (!registry.get(id)) throw unknown(id);
    const made = createPooledModel({
      id,
      installed: () => registry.get(id),
      load,
      ledger,
      pinned: options.pinned.includes(id),
      idleMs: options.idleMs,
      log: options.log.child({ model: id }),
      onChange,
      onFree: () => spare.refill(),
    });
    models.set(id, made);
    return made;
  };
  /** Whatever runs ends with the pool. */
  const orClosing = (signal: AbortSignal) => AbortSignal.any([signal, closing.signal]);

  const [first] = devices;
  const makePicture = createPictureMaker({
    registry,
    modelOf,
    provider: first?.provider ?? 'cpu',
    ledgers: [ledger, ...(options.deviceLedgers?.values() ?? [])],
    log: options.log,
  });

  const loadPinned = () => {
    for (const id of options.pinned) {
      if (!registry.get(id)) continue;
      modelOf(id)
        .load(closing.signal)
        .catch((err: unknown) => {
          if (!closing.signal.aborted) options.log.warn({ err, model: id }, 'a pinned model was not loaded');
        });
    }
  };
  const stopWatching = registry.onChange(() => {
    for (const [id, model] of models) {
      model.refresh();
      if (!registry.get(id) && !model.busy()) models.delete(id);
    }
    loadPinned();
  });
  loadPinned();

  return {
    async infer(id, inputs, signal, outputs) {
      refusePipeline(registry.get(id));
      return await modelOf(id).infer(inputs, orClosing(signal), outputs);
    },
    makePicture: async (id, job, { signal, ...given }) =>
      await makePicture(id, job, { ...given, signal: orClosing(signal) }),
    load: async (id, signal) => modelOf(id).load(orClosing(signal)),
    async unload(id) {
      await models.get(id)?.unload();
    },
    pin: (id, pinned) => modelOf(id).pin(pinned),
    loaded: () =>
      [...models].flatMap(([id, model]) => {
        const state = model.state();
        return state ? [{ id, ...state }] : [];
      }),
    pids: () => [...processes].map(({ pid }) => pid),
    async close() {
      stopWatching();
      closing.abort(new AppError('SHUTTING_DOWN'));
      for (const process of processes) process.kill('the service ends');
      await spare.close();
      await Promise.all([...processes].map(({ exited }) => exited));
    },
  };
}

function refusePipeline(model: RegisteredModel | undefined): void {
  if (!model?.pipeline) return;
  throw new AppError('MODEL_UNKNOWN', {
    message: `The model ${model.id} is a pipeline: it makes pictures, and cannot be run as one graph.`,
    metadata: { model: model.id },
  });
}

function leastLoaded(devices: readonly ModelDevice[], placements: Set<{ device: ModelDevice }>): ModelDevice {
  const uses = ({ id }: ModelDevice) => [...placements].filter(({ device }) => device.id === id).length;
  const [first, ...others] = devices;
  if (!first) throw new Error('The pool needs a device.');
  return others.reduce((best, device) => (uses(device) < uses(best) ? device : best), first);
}
