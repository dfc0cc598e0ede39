import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createLogger } from '@nanococoa/common/log/create-logger.ts';
import { expect, onTestFinished } from 'vitest';
import { createMemoryLedger } from '../../../services/model-serving/src/memory/create-memory-ledger.ts';
import { createMemorySampler } from '../../../services/model-serving/src/memory/sample-memory.ts';
import {
  createModelPool,
  type ModelPoolOptions,
} from '../../../services/model-serving/src/models/create-model-pool.ts';
import { createModelRegistry } from '../../../services/model-serving/src/registry/create-model-registry.ts';
import { formatManifest } from '../../../services/model-serving/src/registry/manifest.ts';
import { isAlive } from '../../support/is-alive.ts';

export const PROCESS_ENTRY = resolve(
  import.meta.dirname,
  '../../../services/model-serving/src/models/child/graph-process-main.ts',
);
export const CPU = { id: 'cpu', provider: 'cpu', index: 0, memoryBytes: 0, reason: 'test' } as const;
export const SIGNAL = new AbortController().signal;
const SPARE = 'spare process';

export interface TestModel {
  graph: Buffer;
  /** What its manifest says; 200 MB when not given. */
  memoryBytes?: number;
}

export interface TestPoolOptions extends Partial<ModelPoolOptions> {
  budgetBytes?: number;
  models: Record<string, TestModel>;
}

/** A pool with real processes, a real registry of the given models and a real ledger. */
export async function startPool({ budgetBytes = 4e9, models, ...options }: TestPoolOptions) {
  const modelsDir = await mkdtemp(join(tmpdir(), 'models-pool-'));
  const log = createLogger({ service: 'test', level: 'silent' });
  for (const [id, model] of Object.entries(models)) await install(modelsDir, id, model);
  const registry = await createModelRegistry({ modelsDir, log, pollMs: 20 });
  const estimates = new Map<string, number>();
  const sample = createMemorySampler();
  const ledger = createMemoryLedger({
    budgetBytes,
    serviceBytes: 0,
    estimates: {
      get: (key) => estimates.get(key),
      set: (key, bytes) => void estimates.set(key, bytes),
      close: () => undefined,
    },
    sample,
    sampleIntervalMs: 25,
    log,
    onChange: () => undefined,
  });
  const pool = createModelPool({
    registry,
    ledger,
    devices: [CPU],
    threads: 1,
    processEntry: PROCESS_ENTRY,
    idleMs: 60_000,
    hangMs: 10_000,
    memoryWaitMs: 10_000,
    pinned: [],
    log,
    onChange: () => undefined,
    ...options,
  });
  onTestFinished(async () => {
    const pids = pool.pids();
    await pool.close();
    registry.close();
    await ledger.close();
    await rm(modelsDir, { recursive: true });
    const left = pids.filter(isAlive);
    if (left.length > 0) throw new Error(`processes outlive the pool: ${left}`);
  });

  const entries = () => ledger.report().entries.filter(({ name }) => name !== SPARE);
  return {
    pool,
    ledger,
    registry,
    estimates,
    /** Of all processes of the pool now. */
    privateBytes: () => [...sample(pool.pids()).values()].reduce((sum, each) => sum + each.privateBytes, 0),
    /** The ledger's entries without the spare process. */
    entries,
    entry: (id: string) => entries().find(({ name }) => name === id),
    spare: () => ledger.report().entries.find(({ name }) => name === SPARE),
    pidOf: (id: string) => pool.loaded().find((model) => model.id === id)?.pid ?? 0,
    /** Done when the registry knows: between a removed folder and the new one there is no such model. */
    async install(id: string, model: TestModel) {
      const sha256 = await install(modelsDir, id, model);
      await expect.poll(() => registry.get(id)?.sha256).toBe(sha256);
    },
    remove: (id: string) => rm(join(modelsDir, id), { recursive: true }),
  };
}

async function install(modelsDir: string, id: string, { graph, memoryBytes = 200e6 }: TestModel) {
  const sha256 = createHash('sha256').update(graph).digest('hex');
  const dir = await mkdtemp(join(tmpdir(), 'model-'));
  await writeFile(join(dir, 'model.onnx'), graph);
  const manifest = formatManifest({
    ...{ id, title: id, task: 'cutout', format: 'onnx', licence: 'MIT', source: 'test', memoryBytes },
    files: [{ path: 'model.onnx', sha256, sizeBytes: graph.length }],
  });
  await writeFile(join(dir, 'manifest.json'), manifest);
  await rm(join(modelsDir, id), { recursive: true, force: true });
  await mkdir(modelsDir, { recursive: true });
  await rename(dir, join(modelsDir, id));
  return sha256;
}
