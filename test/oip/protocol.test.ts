import { ModelInferRequest } from '@nanococoa/proto/inference/open_inference.ts';
import { createChannel, createClient } from 'nice-grpc';
import { ClientError, Status } from 'nice-grpc-common';
import { ServerReflectionService } from 'nice-grpc-server-reflection';
import reflectionMessages from 'nice-grpc-server-reflection/lib/proto/grpc/reflection/v1/reflection_pb.js';
import { afterEach, expect, test } from 'vitest';
import { createFakeModels } from './fake-models.ts';
import { serveOip } from './serve-oip.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function serve() {
  const models = createFakeModels();
  return { ...models, ...(await serveOip(closing, models)) };
}

const bytes = (...numbers: number[]) => new Uint8Array(new Float32Array(numbers).buffer);
const input = (name: string, shape: number[], datatype = 'FP32') => ({ name, datatype, shape });
const ADD = {
  modelName: 'add',
  inputs: [input('a', [3]), input('b', [3])],
  rawInputContents: [bytes(1, 2, 3), bytes(10, 20, 30)],
};

/** The gRPC status and message that a call fails with. */
async function failure(call: Promise<unknown>): Promise<{ code: Status; details: string }> {
  const error = await call.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (!(error instanceof ClientError)) throw new Error(`the call did not fail with a status: ${error}`);
  return { code: error.code, details: error.details };
}

test('an inference gives all outputs in the order of the graph, raw, with the id of the request', async () => {
  const { client } = await serve();
  const response = await client.modelInfer({ ...ADD, id: 'mine', modelVersion: '1' });
  expect(response).toMatchObject({ modelName: 'add', modelVersion: '1', id: 'mine' });
  expect(response.outputs).toMatchObject([
    { name: '9', datatype: 'FP32', shape: [3] },
    { name: '1', datatype: 'FP32', shape: [3] },
  ]);
  const [sum, difference] = response.rawOutputContents.map((data) => Uint8Array.from(data));
  expect(sum).toEqual(bytes(11, 22, 33));
  expect(difference).toEqual(bytes(-9, -18, -27));
});

test('only the outputs that are asked for come, in that order', async () => {
  const { client } = await serve();
  const names = async (...asked: string[]) => {
    const response = await client.modelInfer({ ...ADD, outputs: asked.map((name) => ({ name })) });
    expect(response.rawOutputContents).toHaveLength(response.outputs.length);
    return response.outputs.map(({ name }) => name);
  };
  expect(await names('1')).toEqual(['1']);
  expect(await names('1', '9')).toEqual(['1', '9']);
  expect(await failure(names('9', 'none'))).toEqual({
    code: Status.INVALID_ARGUMENT,
    details: expect.stringContaining('outputs[1].name: is no output of the model'),
  });
});

test('whole numbers beyond 2^53 in typed fields stay exact', async () => {
  const { client } = await serve();
  const numbers = ['9223372036854775807', '-9223372036854775808'];
  const request = {
    modelName: 'echo',
    inputs: [{ ...input('int64', [2], 'INT64'), contents: { int64Contents: numbers } }],
    outputs: [{ name: 'int64' }],
  };
  const [raw] = (await client.modelInfer(request)).rawOutputContents;
  expect([...new BigInt64Array(Uint8Array.from(raw ?? []).buffer)].map(String)).toEqual(numbers);
});

test.each([
  [{ modelName: 'nobody' }, Status.NOT_FOUND, 'There is no model "nobody".'],
  [{ modelName: 'pipeline' }, Status.NOT_FOUND, 'is a pipeline'],
  [{ modelVersion: '2' }, Status.NOT_FOUND, 'has no version "2"'],
  [{ inputs: [input('a', [3], 'BYTES'), input('b', [3])] }, Status.INVALID_ARGUMENT, 'inputs[0].datatype'],
  [{ inputs: [input('a', [2]), input('b', [3])] }, Status.INVALID_ARGUMENT, 'inputs[0].shape: is [2]'],
  [
    { inputs: new Array(5000).fill({}) },
    Status.INVALID_ARGUMENT,
    'has more than 4194304 bytes or 4096 fields',
  ],
  [
    { parameters: { sequence_id: { parameterChoice: { $case: 'int64Param', value: '9007199254740993' } } } },
    Status.INVALID_ARGUMENT,
    'parameters["sequence_id"]: is not offered',
  ],
] as const)('%j is refused with status %i', async (wrong, code, details) => {
  const { client } = await serve();
  const request = ModelInferRequest.fromPartial({ ...ADD, ...wrong } as never);
  expect(await failure(client.modelInfer(request))).toEqual({
    code,
    details: expect.stringContaining(details),
  });
});

test('tensors of 60 MiB pass, larger messages are refused', async () => {
  const { client } = await serve();
  const infer = (size: number) =>
    client.modelInfer({
      modelName: 'echo',
      inputs: [input('uint8', [size], 'UINT8')],
      rawInputContents: [new Uint8Array(size).fill(7)],
      outputs: [{ name: 'uint8' }],
    });
  const { rawOutputContents } = await infer(60 * 2 ** 20);
  expect(rawOutputContents[0]?.byteLength).toBe(60 * 2 ** 20);
  expect(rawOutputContents[0]?.at(-1)).toBe(7);
  expect((await failure(infer(65 * 2 ** 20))).code).toBe(Status.RESOURCE_EXHAUSTED);
});

test('a pinned model is not unloaded, and its caller is told', async () => {
  const { client, pool } = await serve();
  pool.pin('add', true);
  await client.repositoryModelLoad({ modelName: 'add' });
  expect(await failure(client.repositoryModelUnload({ modelName: 'add' }))).toEqual({
    code: Status.INVALID_ARGUMENT,
    details: expect.stringContaining('model_name: is pinned'),
  });
  expect((await client.repositoryIndex({ ready: true })).models.map(({ name }) => name)).toEqual(['add']);
});

test('a call that its caller ends stops the inference', async () => {
  const { client, running } = await serve();
  const caller = new AbortController();
  const call = client.modelInfer({ modelName: 'slow' }, { signal: caller.signal });
  await expect.poll(() => running.size).toBe(1);
  caller.abort();
  await expect(call).rejects.toThrow();
  await expect.poll(() => running.size).toBe(0);
});

test('tensors that wait are bounded: more are refused with the time to come back', async () => {
  const { client, running } = await serve();
  const caller = new AbortController();
  const size = 60 * 2 ** 20;
  const infer = () =>
    client.modelInfer(
      {
        modelName: 'slow',
        inputs: [input('x', [size], 'UINT8')],
        rawInputContents: [new Uint8Array(size)],
      },
      { signal: caller.signal },
    );
  const waiting = Array.from({ length: 2 }, () => failureOrAbort(infer()));
  await expect.poll(() => running.size).toBe(2);
  expect(await failure(infer())).toEqual({
    code: Status.RESOURCE_EXHAUSTED,
    details: expect.stringContaining('Too many tensors'),
  });
  caller.abort();
  await Promise.all(waiting);
  await expect.poll(() => running.size).toBe(0);
  expect((await client.modelInfer(ADD)).outputs).toHaveLength(2);
});

test('once it begins to end it is not ready, takes nothing new and lets what runs go on', async () => {
  const { client, server, running } = await serve();
  expect(await client.serverReady({})).toEqual({ ready: true });
  const call = failureOrAbort(client.modelInfer({ modelName: 'slow' }));
  await expect.poll(() => running.size).toBe(1);
  const closed = server.close(1000);
  expect(await client.serverReady({})).toEqual({ ready: false });
  expect(await client.serverLive({})).toEqual({ live: true });
  expect(await client.modelReady({ name: 'add' })).toEqual({ ready: false });
  expect((await failure(client.modelInfer(ADD))).code).toBe(Status.UNAVAILABLE);
  expect(running.size).toBe(1);
  await closed;
  await call;
  await expect.poll(() => running.size).toBe(0);
});

test('reflection tells the contract', async () => {
  const { address } = await serve();
  const channel = createChannel(address);
  closing.push(() => channel.close());
  const symbol = 'inference.GRPCInferenceService';
  async function* requests() {
    yield new reflectionMessages.ServerReflectionRequest().setFileContainingSymbol(symbol);
  }
  const reflection = createClient(ServerReflectionService, channel);
  for await (const response of reflection.serverReflectionInfo(requests())) {
    const files = response.getFileDescriptorResponse()?.getFileDescriptorProtoList_asU8() ?? [];
    expect(files.map((file) => Buffer.from(file).toString('latin1')).join()).toContain('ModelInferRequest');
  }
});

async function failureOrAbort(call: Promise<unknown>): Promise<void> {
  await call.catch(() => undefined);
}
