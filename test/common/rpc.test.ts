import { once } from 'node:events';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { fromClientError } from '@nanococoa/common/errors/from-client-error.ts';
import { createLogger } from '@nanococoa/common/log/create-logger.ts';
import { createRpcClient } from '@nanococoa/common/rpc/client.ts';
import type { Context, ContextExtension } from '@nanococoa/common/rpc/context.ts';
import { downstream } from '@nanococoa/common/rpc/downstream.ts';
import { createRpcServer, implement } from '@nanococoa/common/rpc/server.ts';
import {
  BackendServiceDefinition,
  type BackendServiceImplementation,
} from '@nanococoa/proto/backend/v1/backend_service.ts';
import { createChannel, createClient } from 'nice-grpc';
import { HealthDefinition } from 'nice-grpc-server-health';
import { ServerReflectionService } from 'nice-grpc-server-reflection';
import reflectionMessages from 'nice-grpc-server-reflection/lib/proto/grpc/reflection/v1/reflection_pb.js';
import { afterEach, expect, test } from 'vitest';

type GetJob = (id: string, context: Context) => Promise<string>;

/** grpc.health.v1.HealthCheckResponse.ServingStatus */
const SERVING = 1;

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A server whose GetJob does what the test says, and a client of it. */
async function serve(getJob: GetJob) {
  const log = createLogger({ service: 'test', level: 'silent' });
  const server = createRpcServer({
    log,
    services: [
      implement(BackendServiceDefinition, {
        ...unused(),
        async getJob(request, context) {
          return { job: { id: await getJob(request.jobId, context) } };
        },
      }),
    ],
  });
  const port = await server.listen('127.0.0.1:0');
  closing.push(() => server.drain(1000));
  const rpc = createRpcClient(BackendServiceDefinition, { address: `127.0.0.1:${port}` });
  closing.push(() => rpc.close());
  return { client: rpc.client, server, port };
}

/** Every method of the service, so that the definition is complete; none is called here. */
function unused(): BackendServiceImplementation<ContextExtension> {
  const methods = Object.keys(BackendServiceDefinition.methods).map((name) => [
    name,
    () => Promise.reject(new Error(`${name} is not part of this test`)),
  ]);
  return Object.fromEntries(methods);
}

async function errorOf(call: Promise<unknown>): Promise<AppError> {
  const error = await call.then(
    () => undefined,
    (caught: unknown) => fromClientError(caught),
  );
  if (!error) throw new Error('the call did not fail with an AppError');
  return error;
}

test('an AppError crosses the wire with reason, fields, metadata and retry time', async () => {
  const { client } = await serve(async () => {
    throw new AppError('QUEUE_FULL', {
      fields: [{ field: 'spec', description: 'is one too many' }],
      metadata: { capacity: '3' },
      retryAfterMs: 2500,
    });
  });
  const error = await errorOf(client.getJob({ jobId: 'a' }));
  expect(error.reason).toBe('QUEUE_FULL');
  expect(error.message).toBe('The queue is full. Try again later.');
  expect(error.fields).toEqual([{ field: 'spec', description: 'is one too many' }]);
  expect(error.metadata).toEqual({ capacity: '3' });
  expect(error.retryAfterMs).toBe(2500);
});

test('an unknown error says nothing of itself', async () => {
  const { client } = await serve(async () => {
    throw new Error('secret password hunter2');
  });
  const error = await errorOf(client.getJob({ jobId: 'a' }));
  expect(error.reason).toBe('INTERNAL');
  expect(JSON.stringify([error, error.message, error.metadata])).not.toContain('hunter2');
});

test('caller, request id and the time left are handed down', async () => {
  let seen: Context | undefined;
  const inner = await serve(async (id, context) => {
    seen = context;
    return id;
  });
  const outer = await serve(async (id, context) => {
    const answer = await inner.client.getJob({ jobId: id }, downstream(context));
    return answer.job?.id ?? '';
  });
  const options = downstream({ caller: 'kim', requestId: 'r-1' }, { timeoutMs: 5000 });
  const answer = await outer.client.getJob({ jobId: 'x' }, options);
  expect(answer.job?.id).toBe('x');
  expect(seen?.caller).toBe('kim');
  expect(seen?.requestId).toBe('r-1');
  const leftMs = Number(seen?.deadline) - Date.now();
  expect(leftMs).toBeGreaterThan(3000);
  expect(leftMs).toBeLessThanOrEqual(5000);
});

test('without a caller it is local and without a deadline there is none', async () => {
  let seen: Context | undefined;
  const { client } = await serve(async (id, context) => {
    seen = context;
    return id;
  });
  await client.getJob({ jobId: 'x' });
  expect(seen?.caller).toBe('local');
  expect(seen?.deadline).toBeUndefined();
  expect(seen?.requestId).toMatch(/^[0-9a-f-]{36}$/);
});

test('a passed deadline aborts the handler and answers DEADLINE_EXCEEDED', async () => {
  let aborted: Promise<unknown> | undefined;
  const { client } = await serve(async (_id, context) => {
    aborted = once(context.signal, 'abort');
    await aborted;
    return '';
  });
  const error = await errorOf(client.getJob({ jobId: 'x' }, downstream({}, { timeoutMs: 100 })));
  expect(error.reason).toBe('DEADLINE_EXCEEDED');
  await aborted;
});

test('a cancelled call aborts the handler', async () => {
  const stop = new AbortController();
  let aborted: Promise<unknown> | undefined;
  const { client } = await serve(async (_id, context) => {
    aborted = once(context.signal, 'abort');
    stop.abort();
    await aborted;
    return '';
  });
  await expect(client.getJob({ jobId: 'x' }, downstream({ signal: stop.signal }))).rejects.toThrow();
  await aborted;
});

test('health is about the own process, and drain lets running calls finish', async () => {
  const gate = Promise.withResolvers<void>();
  const entered = Promise.withResolvers<void>();
  const { client, server, port } = await serve(async (id) => {
    entered.resolve();
    await gate.promise;
    return id;
  });
  const channel = createChannel(`127.0.0.1:${port}`);
  closing.push(() => channel.close());
  const health = createClient(HealthDefinition, channel);
  const answer = await health.check({ service: '' });
  expect(answer.status).toBe(SERVING);
  const call = client.getJob({ jobId: 'late' });
  await entered.promise;
  const drained = server.drain(5000);
  gate.resolve();
  expect((await call).job?.id).toBe('late');
  await drained;
});

test('reflection tells the contract of the services that are served', async () => {
  const { port } = await serve(async (id) => id);
  const channel = createChannel(`127.0.0.1:${port}`);
  closing.push(() => channel.close());
  const reflection = createClient(ServerReflectionService, channel);
  async function* requests() {
    yield new reflectionMessages.ServerReflectionRequest().setListServices('');
  }
  for await (const response of reflection.serverReflectionInfo(requests())) {
    const names = response
      .getListServicesResponse()
      ?.getServiceList()
      .map((service) => service.getName());
    expect(names).toEqual(['nanococoa.backend.v1.BackendService']);
  }
});
