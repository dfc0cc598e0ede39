import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createLogger } from '@nanococoa/common/log/create-logger.ts';
import { createRpcClient } from '@nanococoa/common/rpc/client.ts';
import { ModelServingServiceDefinition } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import type { ModelServingConfig } from '../../services/model-serving/src/config.ts';
import { ENTRIES } from '../../services/model-serving/src/entries.ts';
import type { ModelDevice } from '../../services/model-serving/src/providers/model-device.ts';
import { startModelServing } from '../../services/model-serving/src/server.ts';

export const ROOT = resolve(import.meta.dirname, '../..');
/** Where the set-up puts the models. */
export const MODELS_DIR = join(ROOT, '.nanococoa/cache/models');
/** The real model process, and a studio worker whose steps do what the prompt says. */
export const TEST_ENTRIES = { ...ENTRIES, studioWorker: join(import.meta.dirname, 'test-worker-main.ts') };

export const TEST_DEVICES: readonly ModelDevice[] = [
  { id: 'cpu', provider: 'cpu', index: 0, memoryBytes: 0, reason: 'It is a test.' },
];

export interface ServeOptions {
  config?: Partial<ModelServingConfig>;
  /** Whether the steps are the real ones; else those of test-steps.ts. */
  realSteps?: boolean;
}

/** A ModelServing in this process with real child processes, and a client of it. */
export async function serve(closing: (() => unknown)[], options: ServeOptions = {}) {
  const cacheDir = await mkdtemp(join(tmpdir(), 'model-serving-'));
  closing.push(() => rm(cacheDir, { recursive: true, force: true }));
  const service = await startModelServing({
    config: {
      listen: '127.0.0.1:0',
      oipListen: undefined,
      // Nobody listens there: a ModelServing works without Backend, too.
      backendAddress: '127.0.0.1:1',
      modelsDir: MODELS_DIR,
      cacheDir,
      inputCacheMb: 128,
      slots: 1,
      memoryMb: 0,
      provider: 'auto',
      cores: 0,
      pinnedModels: [],
      modelHangMs: 10_000,
      workerId: 'test-worker',
      stepSilenceMs: 120_000,
      modelIdleMs: 60_000,
      drainGraceMs: 0,
      ...options.config,
    },
    engineDigest: 'e'.repeat(64),
    version: '0.0.0',
    devices: TEST_DEVICES,
    entries: options.realSteps ? ENTRIES : TEST_ENTRIES,
    log: createLogger({ service: 'test', level: 'silent' }),
  });
  closing.push(() => service.close());
  const rpc = createRpcClient(ModelServingServiceDefinition, { address: `127.0.0.1:${service.port}` });
  closing.push(() => rpc.close());
  return { client: rpc.client, service };
}
