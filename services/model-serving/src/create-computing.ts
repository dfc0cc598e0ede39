import { join } from 'node:path';
import type { Logger } from '@nanococoa/common/log/create-logger.ts';
import type { ModelServingConfig } from './config.ts';
import { createStepModels } from './create-step-models.ts';
import type { Entries } from './entries.ts';
import { createMemoryLedger } from './memory/create-memory-ledger.ts';
import { openMemoryEstimates } from './memory/estimates.ts';
import { createGpuSampler } from './memory/gpu-memory.ts';
import { defaultBudget, memoryLimit } from './memory/machine-memory.ts';
import type { MemoryLedger } from './memory/memory-ledger.ts';
import { createMemorySampler } from './memory/sample-memory.ts';
import { createModelPool } from './models/create-model-pool.ts';
import { type CutoutModel, createCutoutModel } from './models/cutout-model.ts';
import type { ModelPool } from './models/model-pool.ts';
import { OIP_MEMORY_BYTES } from './oip/oip-memory.ts';
import { createWorkerPool, type WorkerPool } from './processes/worker-pool.ts';
import type { ModelDevice } from './providers/model-device.ts';
import { createModelRegistry } from './registry/create-model-registry.ts';
import type { ModelRegistry } from './registry/model-registry.ts';
import { shareOut } from './share-out.ts';

export interface ComputingOptions {
  config: Omit<ModelServingConfig, 'logLevel' | 'parentWatch'>;
  entries: Entries;
  /** What models run on, at least one. */
  devices: readonly ModelDevice[];
  log: Logger;
  /** Something of what Backend is told has changed. */
  onChange(): void;
}

/** All that computes, in processes of their own under one memory budget: models and pixel workers. */
export interface Computing {
  /** Steps at the same time. */
  slots: number;
  /** Of main memory, then of each device with memory of its own. */
  ledgers: readonly [MemoryLedger, ...MemoryLedger[]];
  registry: ModelRegistry;
  models: ModelPool;
  cutout: CutoutModel;
  workers: WorkerPool;
  /** Ends the processes. */
  close(): Promise<void>;
}

/** Of this process itself: V8's heap, and what streams hold on their way. */
const SERVICE_BYTES = 192 * 2 ** 20;
/** A step that waits for its model waits for others' steps to end; then Backend may have it elsewhere. */
const MODEL_MEMORY_WAIT_MS = 30_000;

/** What the driver and other programs keep of a device's memory. */
const DEVICE_SHARE = 0.9;

/** Reads what is installed and starts the processes. */
export async function createComputing(options: ComputingOptions): Promise<Computing> {
  const { config, entries, devices, log, onChange } = options;
  const { slots, threads, pixelThreads, computeThreads } = shareOut(config, devices);
  const ledger = createMemoryLedger({
    budgetBytes: budget(config, log),
    serviceBytes:
      SERVICE_BYTES + config.inputCacheMb * 2 ** 20 + (config.oipListen === undefined ? 0 : OIP_MEMORY_BYTES),
    estimates: openMemoryEstimates({ file: join(config.cacheDir, 'memory-estimates.json'), log }),
    sample: createMemorySampler(),
    log,
    onChange,
  });
  const deviceLedgers = createDeviceLedgers(options);
  const registry = await createModelRegistry({ modelsDir: config.modelsDir, log });
  registry.onChange(onChange);
  const models = createModelPool({
    ...{ registry, ledger, deviceLedgers, devices, threads, log, onChange },
    processEntry: entries.modelProcess,
    idleMs: config.modelIdleMs,
    hangMs: config.modelHangMs,
    memoryWaitMs: MODEL_MEMORY_WAIT_MS,
    pinned: config.pinnedModels,
  });
  const cutout = createCutoutModel({ registry, pool: models, ledger, provider: devices[0].provider });
  const workers = createWorkerPool({
    ...{ slots, threads: pixelThreads, computeThreads, ledger, log, onChange },
    workerEntry: entries.studioWorker,
    cacheDir: config.cacheDir,
    models: createStepModels({
      ...{ registry, pool: models, cutout },
      ...{ ledger, provider: devices[0].provider },
    }),
    silenceMs: config.stepSilenceMs,
  });
  return {
    ...{ slots, ledgers: [ledger, ...deviceLedgers.values()], registry, models, cutout, workers },
    async close() {
      await workers.close(0);
      await models.close();
      registry.close();
      for (const each of [ledger, ...deviceLedgers.values()]) await each.close();
    },
  };
}

function createDeviceLedgers({
  config,
  devices,
  log,
  onChange,
}: ComputingOptions): ReadonlyMap<string, MemoryLedger> {
  const withMemory = devices.filter(({ provider, memoryBytes }) => provider === 'cuda' && memoryBytes > 0);
  return new Map(
    withMemory.map(({ id, index, memoryBytes }) => {
      const file = join(config.cacheDir, `memory-estimates-${id.replace(':', '-')}.json`);
      const ledger = createMemoryLedger({
        ...{ budgetBytes: DEVICE_SHARE * memoryBytes, serviceBytes: 0, device: id, log, onChange },
        estimates: openMemoryEstimates({ file, log }),
        sample: createGpuSampler(index),
      });
      return [id, ledger];
    }),
  );
}

function budget({ memoryMb }: { memoryMb: number }, log: Logger): number {
  if (memoryMb > 0) return memoryMb * 2 ** 20;
  const { limitBytes, source } = memoryLimit();
  const budgetBytes = defaultBudget(limitBytes);
  log.info({ budget_mb: Math.round(budgetBytes / 2 ** 20), source }, 'memory budget derived');
  return budgetBytes;
}
