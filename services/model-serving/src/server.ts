import type { Logger } from '@nanococoa/common/log/create-logger.ts';
import { createRpcServer, implement } from '@nanococoa/common/rpc/server.ts';
import { ModelServingServiceDefinition } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import type { ModelServingConfig } from './config.ts';
import { createComputing } from './create-computing.ts';
import type { Entries } from './entries.ts';
import { createInputStore } from './inputs/input-store.ts';
import { startOipServer } from './oip/start-oip-server.ts';
import type { ModelDevice } from './providers/model-device.ts';
import { createWorkerDescriber } from './registration/describe-worker.ts';
import { keepRegistered, type Registration } from './registration/keep-registered.ts';
import { reachableAddress } from './registration/reachable-address.ts';
import { runStep } from './rpc/run-step.ts';

export interface ModelServingOptions {
  config: Omit<ModelServingConfig, 'logLevel' | 'parentWatch'>;
  /** Digest over everything that decides what a picture looks like. */
  engineDigest: string;
  /** Version of the software. */
  version: string;
  /** What models run on, at least one. */
  devices: readonly ModelDevice[];
  /** Modules that the child processes run. */
  entries: Entries;
  log: Logger;
}

export interface ModelServing {
  /** The port that it listens on. */
  port: number;
  /** The port of the Open Inference Protocol, where that is served. */
  oipPort: number | undefined;
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

/** Starts the service: children first, then the ports, then the registration with Backend. */
export async function startModelServing(options: ModelServingOptions): Promise<ModelServing> {
  const { config, engineDigest, version, devices, entries, log } = options;
  const { workerId } = config;
  let registration: Registration | undefined;
  let address = '';
  const onChange = () => registration?.changed();

  const computing = await createComputing({ config, entries, devices, log, onChange });
  const { slots, workers, models, registry, ledgers } = computing;
  const store = createInputStore({ capacityBytes: config.inputCacheMb * 2 ** 20 });
  const describe = createWorkerDescriber({
    ...{ id: workerId, slots, engineDigest, workers, registry, models, ledgers, devices },
    address: () => address,
  });
  const server = createRpcServer({
    log,
    services: [
      implement(ModelServingServiceDefinition, {
        runStep: (requests, context) =>
          runStep(requests, context, { pool: workers, store, workerId, engineDigest, registry }),
        listModels: async () => ({ models: (await describe()).models }),
        getStatus: async () => ({ worker: await describe() }),
      }),
    ],
  });
  const port = await server.listen(config.listen);
  address = reachableAddress(config.listen, port);
  const oip =
    config.oipListen === undefined
      ? undefined
      : await startOipServer({ listen: config.oipListen, registry, pool: models, version, log });
  registration = keepRegistered({ backendAddress: config.backendAddress, describe, log });
  log.info({ port, worker_id: workerId, slots, devices: devices.map(({ id }) => id) }, 'listening');

  return {
    port,
    oipPort: oip?.port,
    busySlots: () => workers.busySlots(),
    workerPids: () => workers.pids(),
    modelPids: () => models.pids(),
    async close() {
      // Health says NOT_SERVING at once, and the calls end while the pool gives the steps back.
      const graceMs = config.drainGraceMs + LAST_BYTES_MS;
      const drained = [server.drain(graceMs), oip?.close(config.drainGraceMs)];
      await Promise.all([registration?.close(), workers.close(config.drainGraceMs), ...drained]);
      await computing.close();
    },
  };
}
