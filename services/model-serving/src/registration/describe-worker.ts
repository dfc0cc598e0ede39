import { availableParallelism } from 'node:os';
import { Device, type MemoryEntry, MemoryKind, Model, Worker } from '@nanococoa/proto/common/v1/catalog.ts';
import type { MemoryLedger } from '../memory/memory-ledger.ts';
import { modelMemoryUse } from '../models/model-memory-use.ts';
import type { ModelPool } from '../models/model-pool.ts';
import type { WorkerPool } from '../processes/worker-pool.ts';
import type { ModelDevice } from '../providers/model-device.ts';
import type { ModelRegistry } from '../registry/model-registry.ts';
import { type ProcessUsage, processUsage } from './process-usage.ts';

export interface DescribeWorkerOptions {
  id: string;
  slots: number;
  engineDigest: string;
  /** What models run on, at least one. */
  devices: readonly ModelDevice[];
  workers: WorkerPool;
  registry: ModelRegistry;
  models: Pick<ModelPool, 'loaded' | 'pids'>;
  /** Of main memory, then of each device with memory of its own. */
  ledgers: readonly [MemoryLedger, ...MemoryLedger[]];
  /** Where the gateway reaches the service; empty: not known. */
  address(): string;
}

/** Gives the worker as it is now. */
export function createWorkerDescriber(options: DescribeWorkerOptions): () => Promise<Worker> {
  const { id, slots, engineDigest, devices, workers, registry, models, ledgers } = options;
  let last = { timeMs: performance.now(), usages: new Map<number, ProcessUsage>() };

  return async () => {
    const usages = await processUsage([process.pid, ...workers.pids(), ...models.pids()]);
    const timeMs = performance.now();
    const cpuCores = cpuMsBetween(last.usages, usages) / Math.max(1, timeMs - last.timeMs);
    last = { timeMs, usages };
    const [main, ...others] = ledgers.map((ledger) => ledger.report());
    const memory = { ...main, entries: [main, ...others].flatMap(({ entries }) => entries) };
    return Worker.fromPartial({
      id,
      slots,
      busySlots: workers.busySlots(),
      engines: canMakePictures(registry) ? ['studio', 'diffusion'] : ['studio'],
      engineDigest,
      models: installedModels(options, memory.entries),
      memoryBytes: [...usages.values()].reduce((sum, usage) => sum + usage.memoryBytes, 0),
      cpuCores,
      cpuCount: availableParallelism(),
      memory,
      devices: devices.map((device) => Device.fromPartial(device)),
      address: options.address(),
    });
  };
}

function canMakePictures(registry: ModelRegistry): boolean {
  return registry.list().some(({ tasks }) => tasks.includes('text_to_image'));
}

function installedModels(
  { registry, models, ledgers: [ledger], devices }: DescribeWorkerOptions,
  entries: readonly MemoryEntry[],
): Model[] {
  const loaded = new Map(models.loaded().map((model) => [model.id, model]));
  return registry.list().map((model) => {
    const { id, sha256, task, family, tasks, licence, files } = model;
    const process = loaded.get(id);
    const entry = entries.find(({ kind, name }) => kind === MemoryKind.MODEL && name === id);
    return Model.fromPartial({
      ...{ id, sha256, task, family, tasks: [...tasks], licence },
      loaded: process !== undefined,
      memoryBytes: process ? (entry?.measuredBytes ?? 0) : 0,
      sizeBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      estimatedMemoryBytes: ledger.estimate(modelMemoryUse(model, devices[0].provider)),
      pinned: process?.pinned ?? false,
    });
  });
}

/** A process that is new counts from its start, one that has ended no more. */
function cpuMsBetween(before: Map<number, ProcessUsage>, now: Map<number, ProcessUsage>): number {
  let sum = 0;
  for (const [pid, { cpuMs }] of now) sum += Math.max(0, cpuMs - (before.get(pid)?.cpuMs ?? 0));
  return sum;
}
