import { join } from 'node:path';
import pino from 'pino';
import { MODELS_DIR } from '../../../scripts/setup/ensure-model.mjs';
import { ENTRIES } from '../../../services/model-serving/src/entries.ts';
import { createMemoryLedger } from '../../../services/model-serving/src/memory/create-memory-ledger.ts';
import { openMemoryEstimates } from '../../../services/model-serving/src/memory/estimates.ts';
import { createMemorySampler } from '../../../services/model-serving/src/memory/sample-memory.ts';
import { createModelPool } from '../../../services/model-serving/src/models/create-model-pool.ts';
import { threadsPerModel } from '../../../services/model-serving/src/models/threads-per-model.ts';
import type { ModelDevice } from '../../../services/model-serving/src/providers/model-device.ts';
import { createModelRegistry } from '../../../services/model-serving/src/registry/create-model-registry.ts';

export const CPU: ModelDevice = {
  ...{ id: 'cpu', provider: 'cpu', index: 0, memoryBytes: 0 },
  reason: 'The bench measures the processor.',
};
/** Two threads, as on the smallest machine that is aimed at. */
export const THREADS = threadsPerModel({ cores: 2, slots: 1 });

/** The models of a folder, by default those that set-up has installed, in a pool as ModelServing has it, with more memory than they need. */
export async function startBenchModels(directory: string, modelsDir = MODELS_DIR) {
  const log = pino({ level: 'silent' });
  const ledger = createMemoryLedger({
    budgetBytes: 8 * 2 ** 30,
    serviceBytes: 0,
    estimates: openMemoryEstimates({ file: join(directory, 'memory-estimates.json'), log }),
    sample: createMemorySampler(),
    log,
    onChange: () => {},
  });
  const registry = await createModelRegistry({ modelsDir, log });
  const pool = createModelPool({
    ...{ registry, ledger, log, devices: [CPU], threads: THREADS, pinned: [] },
    processEntry: ENTRIES.modelProcess,
    idleMs: 3_600_000,
    hangMs: 10_000,
    memoryWaitMs: 0,
    onChange: () => {},
  });
  return {
    pool,
    registry,
    ledger,
    provider: CPU.provider,
    async close() {
      await pool.close();
      registry.close();
      await ledger.close();
    },
  };
}
