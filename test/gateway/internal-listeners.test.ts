import { once } from 'node:events';
import { createRpcClient } from '@nanococoa/common/rpc/client.ts';
import { BackendServiceDefinition } from '@nanococoa/proto/backend/v1/backend_service.ts';
import { FrontendServiceDefinition } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { ModelServingServiceDefinition } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { Metadata, Status } from 'nice-grpc';
import { expect, test } from 'vitest';
import { closing } from './support/closing.ts';
import { startFakeTier } from './support/fake-tier.ts';
import { httpRequest } from './support/http-request.ts';
import { startGateway } from './support/start-gateway.ts';

const open = closing();
const backend = open(
  await startFakeTier(BackendServiceDefinition, { getJob: async ({ jobId }) => ({ job: { id: jobId } }) }),
);
const modelServing = await Promise.all(
  ['w1', 'w2'].map(async (subStep) =>
    open(
      await startFakeTier(ModelServingServiceDefinition, {
        async *runStep(_requests, { signal }) {
          yield { part: { $case: 'progress', value: { subStep } } };
          await once(signal, 'abort');
        },
      }),
    ),
  ),
);
const { listeners } = open(
  await startGateway({ backend: backend.port, modelServing: modelServing.map(({ port }) => port) }),
);

test('each listener answers its own tier only', async () => {
  const toBackend = open(createRpcClient(BackendServiceDefinition, { address: listeners['to-backend'] }));
  expect((await toBackend.client.getJob({ jobId: 'j1' })).job?.id).toBe('j1');

  const wrong = open(createRpcClient(BackendServiceDefinition, { address: listeners['to-model-serving'] }));
  await expect(wrong.client.getJob({ jobId: 'j1' })).rejects.toMatchObject({ code: Status.UNIMPLEMENTED });
  const public_ = open(createRpcClient(FrontendServiceDefinition, { address: listeners['to-backend'] }));
  await expect(public_.client.getJob({ jobId: 'j1' })).rejects.toMatchObject({ code: Status.UNIMPLEMENTED });
});

test('pages are not served', async () => {
  expect((await httpRequest(listeners['to-backend'], {})).status).toBe(404);
  expect((await httpRequest(listeners['to-model-serving'], {})).status).toBe(404);
});

test('steps go to the least busy ModelServing', async () => {
  const { client } = open(
    createRpcClient(ModelServingServiceDefinition, { address: listeners['to-model-serving'] }),
  );
  const leaving = new AbortController();
  async function* task() {
    yield { part: { $case: 'task' as const, value: { step: 1 } } };
  }
  const workers: (string | undefined)[] = [];
  for (let step = 0; step < 8; step++) {
    const running = client.runStep(task(), { signal: leaving.signal })[Symbol.asyncIterator]();
    const { value } = await running.next();
    workers.push(value?.part?.$case === 'progress' ? value.part.value.subStep : undefined);
  }
  expect(workers.filter((worker) => worker === 'w1')).toHaveLength(4);
  expect(workers.filter((worker) => worker === 'w2')).toHaveLength(4);
  leaving.abort();
});

test('a step goes to the ModelServing that it asks for, while that is there', async () => {
  const { client } = open(
    createRpcClient(ModelServingServiceDefinition, { address: listeners['to-model-serving'] }),
  );
  const leaving = new AbortController();
  async function* task() {
    yield { part: { $case: 'task' as const, value: { step: 1 } } };
  }
  const workerOf = async (address: string) => {
    const metadata = new Metadata({ 'x-nanococoa-worker': address });
    const running = client.runStep(task(), { signal: leaving.signal, metadata })[Symbol.asyncIterator]();
    const { value } = await running.next();
    return value?.part?.$case === 'progress' ? value.part.value.subStep : undefined;
  };
  const [first, second] = modelServing.map(({ port }) => `127.0.0.1:${port}`);
  for (let step = 0; step < 4; step++) expect(await workerOf(second)).toBe('w2');
  expect(await workerOf(first)).toBe('w1');
  // One that is gone, or was never there: the least busy.
  expect(await workerOf('127.0.0.1:1')).toBe('w1');
  expect(await workerOf('nonsense')).toBe('w1');
  leaving.abort();
});
