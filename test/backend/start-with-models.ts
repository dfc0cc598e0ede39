import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { as, type BackendProcess, startBackendProcess } from './backend-process.ts';
import { type FakeModelServing, honestStep, startFakeModelServing } from './fake-model-serving.ts';
import { hangingStep } from './hanging-step.ts';
import { createJob, watchEvents } from './requests.ts';

export interface ModelsOptions {
  /** Steps that the worker does at a time. */
  slots: number;
  /** What the worker says its engine is; without it no step is cached. */
  engineDigest?: string;
  queueCapacity?: number;
}

/** A Backend process over a directory of its own, and a fake ModelServing that is registered with it. */
export interface BackendWithModels {
  readonly backend: BackendProcess;
  models: FakeModelServing;
  directory: string;
  /** Runs something while a job holds the only slot; that job is cancelled then. */
  whileNoSlotIsFree<T>(work: () => Promise<T>): Promise<T>;
  /** Gives the exit code of the Backend. */
  stop(): Promise<number | null>;
}

/** Starts both, with the worker registered. */
export async function startBackendWithModels(options: ModelsOptions): Promise<BackendWithModels> {
  const directory = await mkdtemp(join(tmpdir(), 'nanococoa-backend-'));
  const models = await startFakeModelServing();
  const backend = await startBackendProcess({
    BACKEND_DATA_DIR: directory,
    MODEL_SERVING_ADDRESS: models.address,
    BACKEND_QUEUE_CAPACITY: String(options.queueCapacity ?? 1000),
  });
  models.register(backend.port, options.slots, 'worker-1', options.engineDigest);

  return {
    backend,
    models,
    directory,
    async whileNoSlotIsFree(work) {
      const hanging = hangingStep();
      models.behave(hanging.run);
      const { id: jobId } = await createJob(backend, { seed: 4_000_000_000 });
      await hanging.begun;
      try {
        return await work();
      } finally {
        models.behave(honestStep);
        await backend.client.cancelJob({ jobId }, as('local'));
        await watchEvents(backend, jobId);
      }
    },
    async stop() {
      const code = await backend.stop();
      await models.close();
      await rm(directory, { recursive: true });
      return code;
    },
  };
}
