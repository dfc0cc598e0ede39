import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { fromClientError } from '@nanococoa/common/errors/from-client-error.ts';
import { createRpcClient } from '@nanococoa/common/rpc/client.ts';
import {
  FrontendServiceDefinition,
  type WatchJobResponse,
} from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { ModelServingServiceDefinition } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { expect, test } from 'vitest';
import { closing } from './support/closing.ts';
import { startFakeTier } from './support/fake-tier.ts';
import { startGateway } from './support/start-gateway.ts';

const open = closing();
const CHUNK_BYTES = 256 * 1024;
const IMAGE_BYTES = 16 * 1024 * 1024;

let refusing = false;
const frontend = open(
  await startFakeTier(FrontendServiceDefinition, {
    getJob: async ({ jobId }) => ({ job: { id: jobId } }),
    async *downloadImage() {
      const data = new Uint8Array(CHUNK_BYTES);
      for (let offset = 0; offset < IMAGE_BYTES; offset += CHUNK_BYTES) yield { chunk: { offset, data } };
    },
    async *watchJob(_request, { signal }) {
      yield { news: { $case: 'heartbeat', value: { time: new Date(0) } } };
      await once(signal, 'abort');
    },
    async uploadImage(requests) {
      let sizeBytes = 0;
      if (refusing) throw new AppError('IMAGE_TOO_LARGE');
      for await (const { chunk } of requests) sizeBytes += chunk?.data.length ?? 0;
      return { image: { sizeBytes } };
    },
  }),
);
const gateway = open(await startGateway({ frontend: frontend.port }));
const client = open(createRpcClient(FrontendServiceDefinition, { address: gateway.listeners.public })).client;

async function downloadedBytes(signal?: AbortSignal): Promise<number> {
  let bytes = 0;
  for await (const { chunk } of client.downloadImage({ imageId: 'i' }, { signal })) {
    bytes += chunk?.data.length ?? 0;
  }
  return bytes;
}

test('63 stalled readers do not hold back the 64th stream of the connection', async () => {
  const leaving = new AbortController();
  const stalled = Array.from({ length: 63 }, () =>
    client.downloadImage({ imageId: 'i' }, { signal: leaving.signal })[Symbol.asyncIterator](),
  );
  // Each has begun, its windows fill, and nobody reads on.
  await Promise.all(stalled.map((stream) => stream.next()));

  expect(await downloadedBytes(AbortSignal.timeout(50_000))).toBe(IMAGE_BYTES);
  expect((await client.getJob({ jobId: 'j1' })).job?.id).toBe('j1');

  leaving.abort();
  await Promise.allSettled(stalled.map((stream) => stream.next()));
});

test('600 watchers share a connection and leave room for calls', async () => {
  const leaving = new AbortController();
  const watching = Array.from({ length: 600 }, () =>
    client.watchJob({ jobId: 'j1' }, { signal: leaving.signal })[Symbol.asyncIterator](),
  );
  const first: IteratorResult<WatchJobResponse>[] = await Promise.all(watching.map((news) => news.next()));
  expect(first.filter(({ value }) => value?.news?.$case === 'heartbeat')).toHaveLength(600);
  expect((await client.getJob({ jobId: 'j1' })).job?.id).toBe('j1');

  const stats = await fetch(`http://${gateway.admin}/stats?filter=^http.public.downstream_cx_active$`);
  expect(await stats.text()).toBe('http.public.downstream_cx_active: 1\n');

  leaving.abort();
  await Promise.allSettled(watching.map((news) => news.next()));
});

async function* chunks() {
  const data = new Uint8Array(CHUNK_BYTES);
  for (let offset = 0; offset < IMAGE_BYTES; offset += CHUNK_BYTES) yield { chunk: { offset, data } };
}

test('an upload that is refused at once says why, though the client is still sending', async () => {
  refusing = true;
  for (let upload = 0; upload < 20; upload++) {
    const error = await client.uploadImage(chunks()).then(() => undefined, fromClientError);
    expect(error?.reason).toBe('IMAGE_TOO_LARGE');
  }
  refusing = false;
});

test('an upload streams through', async () => {
  expect((await client.uploadImage(chunks())).image?.sizeBytes).toBe(IMAGE_BYTES);
});

test('an answer arrives whole though the client has not ended its request', async () => {
  const worker = open(
    await startFakeTier(ModelServingServiceDefinition, {
      async *runStep() {
        const data = new Uint8Array(CHUNK_BYTES);
        for (let offset = 0; offset < IMAGE_BYTES / 2; offset += CHUNK_BYTES) {
          yield { part: { $case: 'output', value: { chunk: { offset, data } } } };
        }
      },
    }),
  );
  const before = open(await startGateway({ modelServing: [worker.port] }));
  const address = before.listeners['to-model-serving'];
  const modelServing = open(createRpcClient(ModelServingServiceDefinition, { address })).client;
  for (let step = 0; step < 6; step++) {
    const leaving = new AbortController();
    async function* endless() {
      yield { part: { $case: 'task' as const, value: { step: 1 } } };
      await once(leaving.signal, 'abort');
    }
    let chunks = 0;
    for await (const _output of modelServing.runStep(endless())) {
      chunks++;
      // A reader slower than the writer, so that the end is still under way when the server is done.
      await delay(2);
    }
    expect(chunks).toBe(IMAGE_BYTES / 2 / CHUNK_BYTES);
    leaving.abort();
  }
});
