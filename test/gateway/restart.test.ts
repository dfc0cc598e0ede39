import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fromClientError } from '@nanococoa/common/errors/from-client-error.ts';
import { createRpcClient } from '@nanococoa/common/rpc/client.ts';
import { BackendServiceDefinition } from '@nanococoa/proto/backend/v1/backend_service.ts';
import { ClientError, Status } from 'nice-grpc';
import { expect, test } from 'vitest';
import { freePorts } from '../../scripts/launch/free-ports.ts';
import { closing } from './support/closing.ts';
import { startFakeTier } from './support/fake-tier.ts';
import { startGateway } from './support/start-gateway.ts';

const open = closing();
const methods = {
  getJob: async ({ jobId }: { jobId: string }) => ({ job: { id: jobId } }),
  async *watchJob(_request: unknown, { signal }: { signal: AbortSignal }) {
    yield { news: { $case: 'heartbeat' as const, value: { time: new Date(0) } } };
    await once(signal, 'abort');
  },
};
/** One that the system gives to nobody else while a backend is away. */
const ownPort = async () => (await freePorts(1))[0];
const startBackend = (port?: number) => startFakeTier(BackendServiceDefinition, methods, port);

test('a dead tier is UNAVAILABLE at once, and served again within a second of its return', async () => {
  const first = await startBackend(await ownPort());
  const gateway = open(await startGateway({ backend: first.port }));
  const { client } = open(
    createRpcClient(BackendServiceDefinition, { address: gateway.listeners['to-backend'] }),
  );
  await client.getJob({ jobId: 'before' });

  await first.close();
  for (let call = 0; call < 20; call++) {
    const started = performance.now();
    expect(await codeOf(client.getJob({ jobId: 'dead' }))).toBe(Status.UNAVAILABLE);
    expect(performance.now() - started).toBeLessThan(1000);
    await delay(50);
  }

  open(await startBackend(first.port));
  const back = performance.now();
  while ((await codeOf(client.getJob({ jobId: 'after' }))) !== Status.OK) {
    expect(performance.now() - back).toBeLessThan(1000);
    await delay(10);
  }
});

test('a tier that starts after the gateway is found', async () => {
  const early = await startBackend(await ownPort());
  await early.close();
  const gateway = open(await startGateway({ backend: early.port }));
  const { client } = open(
    createRpcClient(BackendServiceDefinition, { address: gateway.listeners['to-backend'] }),
  );
  expect(await codeOf(client.getJob({ jobId: 'too soon' }))).toBe(Status.UNAVAILABLE);
  open(await startBackend(early.port));
  await expect.poll(() => codeOf(client.getJob({ jobId: 'now' })), { timeout: 1000 }).toBe(Status.OK);
});

test('a stream whose tier dies ends at once, as UNAVAILABLE to our own code', async () => {
  const backend = await startBackend();
  const gateway = open(await startGateway({ backend: backend.port }));
  const { client } = open(
    createRpcClient(BackendServiceDefinition, { address: gateway.listeners['to-backend'] }),
  );
  const news = client
    .watchJob({ jobId: 'j1' }, { signal: AbortSignal.timeout(5000) })
    [Symbol.asyncIterator]();
  await news.next();
  await backend.close();
  const error = await news.next().then(
    () => undefined,
    (caught: unknown) => fromClientError(caught),
  );
  expect(error?.reason).toBe('UNAVAILABLE');
});

test('calls go to the replica that is left', async () => {
  const replicas = [await startBackend(), await startBackend()];
  const gateway = open(
    await startGateway(
      {},
      {
        upstreams: {
          frontend: [],
          web: [],
          modelServing: [],
          backend: replicas.map(({ port }) => ({ host: '127.0.0.1', port })),
        },
      },
    ),
  );
  const { client } = open(
    createRpcClient(BackendServiceDefinition, { address: gateway.listeners['to-backend'] }),
  );
  open(replicas[1]);
  await replicas[0].close();
  const succeeded = async () => {
    const codes = await Promise.all(Array.from({ length: 50 }, () => codeOf(client.getJob({ jobId: 'j1' }))));
    return codes.filter((code) => code === Status.OK).length;
  };
  // A few of the first may use up their tries before the dead one is left out.
  expect(await succeeded()).toBeGreaterThanOrEqual(45);
  expect(await succeeded()).toBe(50);
});

async function codeOf(call: Promise<unknown>): Promise<Status> {
  try {
    await call;
    return Status.OK;
  } catch (error) {
    if (error instanceof ClientError) return error.code;
    throw error;
  }
}
