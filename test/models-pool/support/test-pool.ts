import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
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
import { modelDigest } from '../../../services/model-serving/src/registry/model-digest.ts';
import { isAlive } from '../../support/is-alive.ts';

export const PROCESS_ENTRY = resolve(
  import.meta.dirname,
  '../../../services/model-serving/src/models/child/graph-process-main.ts',
);
export const CPU = { id: 'cpu', provider: 'cpu', index: 0, memoryBytes: 0, reason: 'test' } as const;
export const SIGNAL = new AbortController().signal;
const SPARE = 'spare process';

export type TestModel = TestGraph | TestFolder;

export interface TestGraph {
  graph: Buffer;
  /** What its manifest says; 200 MB when not given. */
  memoryBytes?: number;
}

/** A model of many files. */
export interface TestFolder {
  /** It is copied. */
  folder: string;
  task: 'text-to-image' | 'control';
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

async function install(modelsDir: string, id: string, model: TestModel) {
  const dir = await mkdtemp(join(tmpdir(), 'model-'));
  if ('folder' in model) await cp(model.folder, dir, { recursive: true });
  else await writeFile(join(dir, 'model.onnx'), model.graph);
  const files = await filesOf(dir);
  const [task, memoryBytes] =
    'folder' in model ? [model.task, 200e6] : (['cutout', model.memoryBytes ?? 200e6] as const);
  const manifest = formatManifest({
    ...{ id, title: id, task, format: 'onnx', licence: 'MIT', source: 'test', memoryBytes, files },
  });
  await writeFile(join(dir, 'manifest.json'), manifest);
  await rm(join(modelsDir, id), { recursive: true, force: true });
  await mkdir(modelsDir, { recursive: true });
  await rename(dir, join(modelsDir, id));
  return modelDigest(files);
}

async function filesOf(dir: string) {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return await Promise.all(
    paths.map(async (path) => {
      const content = await readFile(path);
      const sha256 = createHash('sha256').update(content).digest('hex');
      return { path: relative(dir, path), sha256, sizeBytes: content.length };
    }),
  );
}
