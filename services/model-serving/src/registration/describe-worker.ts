import { Model, Worker } from '@nanococoa/proto/common/v1/catalog.ts';
import type { InstalledModel } from '../models/installed-model.ts';
import type { KnownModel } from '../models/known-models.ts';
import type { ModelHost } from '../models/model-host.ts';
import type { WorkerPool } from '../processes/worker-pool.ts';
import { type ProcessUsage, processUsage } from './process-usage.ts';

export interface DescribeWorkerOptions {
  id: string;
  slots: number;
  engineDigest: string;
  pool: WorkerPool;
  model: { known: KnownModel; installed: InstalledModel; host: ModelHost };
}

/** Gives the worker as it is now. */
export function createWorkerDescriber(options: DescribeWorkerOptions): () => Promise<Worker> {
  const { id, slots, engineDigest, pool, model } = options;
  let last = { timeMs: performance.now(), usages: new Map<number, ProcessUsage>() };

  return async () => {
    const usages = await processUsage([process.pid, ...pool.pids(), ...model.host.pids()]);
    const timeMs = performance.now();
    const cpuCores = cpuMsBetween(last.usages, usages) / Math.max(1, timeMs - last.timeMs);
    last = { timeMs, usages };
    const memoryBytes = [...usages.values()].reduce((sum, usage) => sum + usage.memoryBytes, 0);
    const busySlots = pool.busySlots();
    const models = await installedModels(model, usages);
    return Worker.fromPartial({
      id,
      slots,
      busySlots,
      engines: ['studio'],
      engineDigest,
      models,
      memoryBytes,
      cpuCores,
    });
  };
}

async function installedModels(
  { known, installed, host }: DescribeWorkerOptions['model'],
  usages: Map<number, ProcessUsage>,
): Promise<Model[]> {
  const sha256 = await installed.sha256();
  if (sha256 === undefined) return [];
  const pid = host.loadedPid();
  const memoryBytes = pid === undefined ? 0 : (usages.get(pid)?.memoryBytes ?? 0);
  return [
    Model.fromPartial({ id: known.id, sha256, task: known.task, loaded: pid !== undefined, memoryBytes }),
  ];
}

/** A process that is new counts from its start, one that has ended no more. */
function cpuMsBetween(before: Map<number, ProcessUsage>, now: Map<number, ProcessUsage>): number {
  let sum = 0;
  for (const [pid, { cpuMs }] of now) sum += Math.max(0, cpuMs - (before.get(pid)?.cpuMs ?? 0));
  return sum;
}
