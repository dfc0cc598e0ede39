import { MemoryKind, MemoryState } from '@nanococoa/proto/common/v1/catalog.ts';
import type { StepTask } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { afterEach, expect, test } from 'vitest';
import { serve } from './serve.ts';
import { collect, errorOf, knownError, runTask, task, untilProgress } from './step-call.ts';
import { until } from './until.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A step whose picture has so many pixels on a side: that decides what it is expected to take. */
function sized(prompt: string, side: number, autoUnload = true): StepTask {
  return task(prompt, {
    autoUnload,
    output: { width: side, height: side, mediaType: 'image/png', quality: 90 },
  });
}

type Serving = Awaited<ReturnType<typeof serve>>;

async function entries({ client }: Serving) {
  return (await client.getStatus({})).worker?.memory?.entries ?? [];
}

test('a step for which there is no memory is refused with the time to come back, and served when there is', async () => {
  // 320 MiB are the service's own; a step of 1,024 × 1,024 is expected to take 300.
  const serving = await serve(closing, { config: { slots: 2, memoryMb: 860 } });
  const { client } = serving;
  const stop = new AbortController();
  const call = { signal: stop.signal };
  const { rest } = await untilProgress(runTask(client, sized('block', 1024), [], { call }));
  const error = await errorOf(runTask(client, sized('echo', 1024)));
  expect(error.reason).toBe('MEMORY_FULL');
  expect(error.retryAfterMs).toBeGreaterThanOrEqual(250);
  expect(error.retryAfterMs).toBeLessThanOrEqual(30_000);
  stop.abort();
  await rest;
  await until('it is served', async () => {
    const made = await collect(runTask(client, sized('echo', 1024))).catch(knownError);
    return 'result' in made && made.result.toString() === 'none';
  });
});

test('a step that needs more than the whole budget is told so', async () => {
  const { client } = await serve(closing, { config: { memoryMb: 860 } });
  const error = await errorOf(runTask(client, sized('echo', 4096)));
  expect(error.reason).toBe('MODEL_TOO_LARGE');
});

test('a step that takes more than was kept for it is ended; what it takes is learnt, and the next attempt succeeds', async () => {
  const { client } = await serve(closing, { config: { memoryMb: 4096 } });
  const error = await errorOf(runTask(client, sized('take 500 MB', 64)));
  expect(error.reason).toBe('MODEL_PROCESS_FAILED');
  expect(error.metadata.retriable).toBe('true');
  expect(error.metadata.cause).toMatch(/^it took \d+ MiB of memory, 260 were kept for it$/);
  let result = '';
  // Ended early it had not taken all: each attempt learns more. Backend makes three.
  for (let attempt = 2; attempt <= 3 && result === ''; attempt++) {
    const made = await collect(runTask(client, sized('take 500 MB', 64))).catch((failure: unknown) => {
      expect(knownError(failure).reason).toBe('MODEL_PROCESS_FAILED');
    });
    result = made?.result.toString() ?? '';
  }
  expect(result).toBe('500000000');
});

test('an idle model makes room for a step; the ledger tells it', async () => {
  const serving = await serve(closing, { config: { memoryMb: 1024 } });
  const { client } = serving;
  await collect(runTask(client, sized('infer once', 64, false)));
  const model = (await entries(serving)).find(({ kind }) => kind === MemoryKind.MODEL);
  expect(model).toMatchObject({ name: 'u2netp', state: MemoryState.IDLE, device: '' });
  expect(model?.measuredBytes).toBeGreaterThan(200e6);
  expect((await client.listModels({})).models).toMatchObject([
    { id: 'u2netp', task: 'cutout', licence: 'Apache-2.0', loaded: true, pinned: false },
  ]);

  expect((await collect(runTask(client, sized('echo', 2048)))).result.toString()).toBe('none');
  expect((await entries(serving)).filter(({ kind }) => kind === MemoryKind.MODEL)).toEqual([]);
  expect((await client.listModels({})).models).toMatchObject([{ id: 'u2netp', loaded: false }]);
});

test('a worker that rests is kept warm, and its row says so', async () => {
  const serving = await serve(closing);
  await collect(runTask(serving.client, task('echo')));
  await until('it rests', async () => {
    const pixels = (await entries(serving)).find(({ kind }) => kind === MemoryKind.PIXELS);
    return pixels?.state === MemoryState.IDLE && pixels.name === 'pixels 1';
  });
});
