import { createRpcClient } from '@nanococoa/common/rpc/client.ts';
import { LIMITS } from '@nanococoa/gateway/limits.ts';
import { BackendServiceDefinition } from '@nanococoa/proto/backend/v1/backend_service.ts';
import { FrontendServiceDefinition } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { ModelServingServiceDefinition } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { ServerError, Status } from 'nice-grpc';
import { expect, test } from 'vitest';
import { closing } from './support/closing.ts';
import { startFakeTier } from './support/fake-tier.ts';
import { startRefusingServer } from './support/refusing-server.ts';
import { startGateway } from './support/start-gateway.ts';

const open = closing();
const RUN_STEP = '/nanococoa.modelserving.v1.ModelServingService/RunStep';
const GET_JOB = '/nanococoa.backend.v1.BackendService/GetJob';

function runStep(address: string): Promise<unknown> {
  const { client } = open(createRpcClient(ModelServingServiceDefinition, { address }));
  async function* task() {
    yield { part: { $case: 'task' as const, value: { step: 1 } } };
  }
  return client.runStep(task())[Symbol.asyncIterator]().next();
}

test('a call that was refused unprocessed is tried again, RunStep is not', async () => {
  const server = open(await startRefusingServer());
  const gateway = open(await startGateway({ backend: server.port, modelServing: [server.port] }));

  const backend = open(
    createRpcClient(BackendServiceDefinition, { address: gateway.listeners['to-backend'] }),
  );
  await expect(backend.client.getJob({ jobId: 'j1' })).rejects.toMatchObject({ code: Status.UNAVAILABLE });
  await expect(runStep(gateway.listeners['to-model-serving'])).rejects.toMatchObject({
    code: Status.UNAVAILABLE,
  });

  expect(Object.fromEntries(server.calls)).toEqual({ [GET_JOB]: 1 + LIMITS.retries.value, [RUN_STEP]: 1 });
});

test('an upload is not tried again: its caller hears UNAVAILABLE and goes on by itself', async () => {
  const server = open(await startRefusingServer());
  const gateway = open(await startGateway({ frontend: server.port }));
  const { client } = open(createRpcClient(FrontendServiceDefinition, { address: gateway.listeners.public }));
  const data = Buffer.alloc(2 ** 20);
  await expect(client.appendUpload({ uploadId: 'u1', offset: 0, data })).rejects.toMatchObject({
    code: Status.UNAVAILABLE,
  });
  expect(server.calls.get('/nanococoa.frontend.v1.FrontendService/AppendUpload')).toBe(1);
});

test('an answer is never asked for again', async () => {
  let calls = 0;
  const backend = open(
    await startFakeTier(BackendServiceDefinition, {
      getJob() {
        calls++;
        throw new ServerError(Status.UNAVAILABLE, 'later');
      },
    }),
  );
  const gateway = open(await startGateway({ backend: backend.port }));
  const { client } = open(
    createRpcClient(BackendServiceDefinition, { address: gateway.listeners['to-backend'] }),
  );
  for (let call = 1; call <= 10; call++) {
    await expect(client.getJob({ jobId: 'j1' })).rejects.toMatchObject({
      code: Status.UNAVAILABLE,
      details: 'later',
    });
    expect(calls).toBe(call);
  }
});
