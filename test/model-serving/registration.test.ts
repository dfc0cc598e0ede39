import { createLogger } from '@nanococoa/common/log/create-logger.ts';
import type { ContextExtension } from '@nanococoa/common/rpc/context.ts';
import { createRpcServer, implement } from '@nanococoa/common/rpc/server.ts';
import {
  BackendServiceDefinition,
  type BackendServiceImplementation,
} from '@nanococoa/proto/backend/v1/backend_service.ts';
import type { Worker } from '@nanococoa/proto/common/v1/catalog.ts';
import { afterEach, expect, test } from 'vitest';
import cutoutManifest from '../../assets/models/u2netp.json' with { type: 'json' };
import { serve } from './serve.ts';
import { runTask, task, untilProgress } from './step-call.ts';
import { until } from './until.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A Backend that only writes down what workers tell it. */
async function startBackend(address: string) {
  const told: Worker[] = [];
  let streams = 0;
  const methods = Object.keys(BackendServiceDefinition.methods).map((name) => [
    name,
    () => Promise.reject(new Error(`${name} is not part of this test`)),
  ]);
  const others: BackendServiceImplementation<ContextExtension> = Object.fromEntries(methods);
  const server = createRpcServer({
    log: createLogger({ service: 'test', level: 'silent' }),
    services: [
      implement(BackendServiceDefinition, {
        ...others,
        async register(messages) {
          streams += 1;
          try {
            for await (const { worker } of messages) if (worker) told.push(worker);
          } finally {
            streams -= 1;
          }
          return {};
        },
      }),
    ],
  });
  const port = await server.listen(address);
  return { address: `127.0.0.1:${port}`, told, streams: () => streams, stop: () => server.drain(0) };
}

test('the worker tells what it has and every change of it', async () => {
  const backend = await startBackend('127.0.0.1:0');
  closing.push(() => backend.stop());
  const { client, service } = await serve(closing, { config: { backendAddress: backend.address, slots: 2 } });
  await until('the worker is registered', () => backend.told.length > 0);
  expect(backend.told[0]).toMatchObject({
    id: 'test-worker',
    slots: 2,
    busySlots: 0,
    engines: ['studio'],
    engineDigest: 'e'.repeat(64),
    models: [
      { id: 'u2netp', sha256: cutoutManifest.files[0].sha256, task: 'cutout', loaded: false, memoryBytes: 0 },
    ],
  });
  const stop = new AbortController();
  const call = runTask(client, task('infer on and on'), [], { call: { signal: stop.signal } });
  const { rest } = await untilProgress(call);
  await until('it says that it is busy', () => backend.told.at(-1)?.busySlots === 1);
  await until('it says that the model is loaded', () => backend.told.at(-1)?.models[0]?.loaded === true);
  await until(
    'it says what the model takes',
    () => (backend.told.at(-1)?.models[0]?.memoryBytes ?? 0) > 50e6,
  );
  const busy = backend.told.at(-1);
  expect(busy?.memoryBytes).toBeGreaterThan(busy?.models[0]?.memoryBytes ?? 0);
  await until('processor use is told while busy', () => (backend.told.at(-1)?.cpuCores ?? 0) > 0);
  stop.abort();
  await rest;
  await until('it says that it is free', () => backend.told.at(-1)?.busySlots === 0);
  await until('it says that the model is unloaded', () => backend.told.at(-1)?.models[0]?.loaded === false);
  await service.close();
  await until('the stream ends with the service', () => backend.streams() === 0);
});

test('the worker comes back to a Backend that was restarted', async () => {
  const first = await startBackend('127.0.0.1:0');
  const { service } = await serve(closing, { config: { backendAddress: first.address } });
  await until('the worker is registered', () => first.told.length > 0);
  await first.stop();
  const second = await startBackend(first.address);
  closing.push(() => second.stop());
  await until('the worker is registered again', () => second.told.length > 0);
  expect(second.told[0]?.id).toBe('test-worker');
  await service.close();
});
