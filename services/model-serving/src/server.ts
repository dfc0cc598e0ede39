import type { Logger } from '@nanococoa/common/log/create-logger.ts';
import { createRpcServer, implement } from '@nanococoa/common/rpc/server.ts';
import { ModelServingServiceDefinition } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import type { ModelServingConfig } from './config.ts';
import { createInputStore } from './inputs/input-store.ts';
import { installedModel } from './models/installed-model.ts';
import { CUTOUT_MODEL } from './models/known-models.ts';
import { createModelHost } from './models/model-host.ts';
import { createWorkerPool } from './processes/worker-pool.ts';
import { createWorkerDescriber } from './registration/describe-worker.ts';
import { keepRegistered, type Registration } from './registration/keep-registered.ts';
import { runStep } from './rpc/run-step.ts';

export interface ModelServingOptions {
  config: Omit<ModelServingConfig, 'logLevel' | 'parentWatch'>;
  /** Digest over everything that decides what a picture looks like. */
  engineDigest: string;
  /** Modules that the child processes run. */
  entries: { studioWorker: string; modelProcess: string };
  log: Logger;
}

export interface ModelServing {
  /** The port that it listens on. */
  port: number;
  /** Steps that run. */
  busySlots(): number;
  /** Process ids of the studio workers, and of the models' processes, the spare one included. */
  workerPids(): number[];
  modelPids(): number[];
  /** Gives running steps a moment, gives back the rest, ends the children. */
  close(): Promise<void>;
}

/** Running calls have been ended when the server is asked to end; their last bytes need a moment. */
const LAST_BYTES_MS = 1000;

/** Starts the service: children first, then the port, then the registration with Backend. */
export async function startModelServing(options: ModelServingOptions): Promise<ModelServing> {
  const { config, engineDigest, entries, log } = options;
  let registration: Registration | undefined;
  const onChange = () => registration?.changed();

  const installed = installedModel(CUTOUT_MODEL, config.modelsDir);
  const host = createModelHost({
    model: CUTOUT_MODEL,
    installed,
    processEntry: entries.modelProcess,
    idleMs: config.modelIdleMs,
    log,
    onChange,
  });
  const pool = createWorkerPool({
    slots: config.slots,
    workerEntry: entries.studioWorker,
    cacheDir: config.cacheDir,
    model: host,
    silenceMs: config.stepSilenceMs,
    log,
    onChange,
  });
  const store = createInputStore({ capacityBytes: config.inputCacheMb * 2 ** 20 });
  const { workerId } = config;
  const describe = createWorkerDescriber({
    id: workerId,
    slots: config.slots,
    engineDigest,
    pool,
    model: { known: CUTOUT_MODEL, installed, host },
  });
  const server = createRpcServer({
    log,
    services: [
      implement(ModelServingServiceDefinition, {
        runStep: (requests, context) =>
          runStep(requests, context, { pool, store, workerId, engineDigest, model: CUTOUT_MODEL }),
        listModels: async () => ({ models: (await describe()).models }),
        getStatus: async () => ({ worker: await describe() }),
      }),
    ],
  });
  const port = await server.listen(config.listen);
  registration = keepRegistered({ backendAddress: config.backendAddress, describe, log });
  log.info({ port, worker_id: workerId, slots: config.slots }, 'listening');

  return {
    port,
    busySlots: () => pool.busySlots(),
    workerPids: () => pool.pids(),
    modelPids: () => host.pids(),
    async close() {
      // Health says NOT_SERVING at once, and the calls end while the pool gives the steps back.
      const drained = server.drain(config.drainGraceMs + LAST_BYTES_MS);
      await Promise.all([registration?.close(), pool.close(config.drainGraceMs), drained]);
      await host.close();
    },
  };
}
