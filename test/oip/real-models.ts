import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@nanococoa/common/log/create-logger.ts';
import { createMemoryLedger } from '../../services/model-serving/src/memory/create-memory-ledger.ts';
import { openMemoryEstimates } from '../../services/model-serving/src/memory/estimates.ts';
import { createMemorySampler } from '../../services/model-serving/src/memory/sample-memory.ts';
import { createModelPool } from '../../services/model-serving/src/models/create-model-pool.ts';
import { createModelRegistry } from '../../services/model-serving/src/registry/create-model-registry.ts';
import { MODELS_DIR, ROOT } from '../model-serving/serve.ts';

/** The installed models, each in a process of its own, under a memory ledger. */
export async function startRealModels(closing: (() => unknown)[]) {
  const directory = await mkdtemp(join(tmpdir(), 'oip-models-'));
  closing.push(() => rm(directory, { recursive: true, force: true }));
  const log = createLogger({ service: 'test', level: 'silent' });
  const onChange = () => {};
  const registry = await createModelRegistry({ modelsDir: MODELS_DIR, log });
  closing.push(() => registry.close());
  const ledger = createMemoryLedger({
    budgetBytes: 2 * 2 ** 30,
    serviceBytes: 0,
    estimates: openMemoryEstimates({ file: join(directory, 'estimates.json'), log }),
    sample: createMemorySampler(),
    log,
    onChange,
  });
  closing.push(() => ledger.close());
  const pool = createModelPool({
    registry,
    ledger,
    devices: [{ id: 'cpu', provider: 'cpu', index: 0, memoryBytes: 0, reason: 'test' }],
    threads: 2,
    processEntry: join(ROOT, 'services/model-serving/src/models/child/graph-process-main.ts'),
    idleMs: 60_000,
    hangMs: 60_000,
    memoryWaitMs: 10_000,
    pinned: [],
    log,
    onChange,
  });
  closing.push(() => pool.close());
  return { registry, pool };
}
