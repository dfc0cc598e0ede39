import { createRpcClient } from '@nanococoa/common/rpc/client.ts';
import {
  InputRole,
  ModelServingServiceDefinition,
} from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { HealthDefinition } from 'nice-grpc-server-health';
import { afterEach, expect, test } from 'vitest';
import cutoutManifest from '../../assets/models/u2netp.json' with { type: 'json' };
import { processUsage } from '../../services/model-serving/src/registration/process-usage.ts';
import { bestOf } from './best-of.ts';
import { serve } from './serve.ts';
import { startServiceProcess, TEST_MAIN } from './service-process.ts';
import { collect, runTask, task, untilProgress } from './step-call.ts';
import { until } from './until.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

test('the cut-out model runs in its process: a mask comes back, the same each time', async () => {
  const { client, service } = await serve(closing);
  const masks: Buffer[] = [];
  for (let i = 0; i < 2; i++) {
    const { result, done } = await collect(runTask(client, task('infer once')));
    masks.push(result);
    const { id, files } = cutoutManifest;
    expect(done.models).toMatchObject([{ id, sha256: files[0].sha256 }]);
  }
  const [first, second] = masks;
  const values = new Float32Array(Uint8Array.from(first).buffer);
  expect(values).toHaveLength(320 * 320);
  expect(values.every((value) => value >= 0 && value <= 1)).toBe(true);
  expect(Math.max(...values) - Math.min(...values)).toBeGreaterThan(0.01);
  expect(first.equals(second)).toBe(true);
  expect(service.busySlots()).toBe(0);
});

test('a model stays in memory if the spec says so, but no longer than the idle time', async () => {
  const { client, service } = await serve(closing, { config: { modelIdleMs: 2000 } });
  await until('there is a spare process', () => service.modelPids().length === 1);
  const [spare = 0] = service.modelPids();
  await collect(runTask(client, task('infer once', { autoUnload: false })));
  expect(service.modelPids()).toContain(spare);
  await until('it is unloaded', () => !service.modelPids().includes(spare));
  await until('there is a spare process again', () => service.modelPids().length === 1);
});

test('a model is unloaded at once if the spec says so', async () => {
  const { client, service } = await serve(closing, { config: { modelIdleMs: 3_600_000 } });
  await until('there is a spare process', () => service.modelPids().length === 1);
  const [spare] = service.modelPids();
  await collect(runTask(client, task('infer once', { autoUnload: true })));
  await until('it is unloaded', () => !service.modelPids().includes(spare ?? 0));
});

test('health answers within 50 ms at p99 while the model runs', async () => {
  const { client, service } = await serve(closing);
  const rpc = createRpcClient(HealthDefinition, { address: `127.0.0.1:${service.port}` });
  closing.push(() => rpc.close());
  const stop = new AbortController();
  const call = runTask(client, task('infer on and on'), [], { call: { signal: stop.signal } });
  const { rest } = await untilProgress(call);
  // A machine that is busy with other things delays single answers; a service that computes delays all rounds.
  const p99Ms = await bestOf(50, async () => {
    const timesMs: number[] = [];
    for (let i = 0; i < 100; i++) {
      const startMs = performance.now();
      await rpc.client.check({ service: '' });
      timesMs.push(performance.now() - startMs);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return timesMs.sort((a, b) => a - b)[98];
  });
  stop.abort();
  await rest;
  expect(p99Ms).toBeLessThan(50);
});

test('memory of the service stays flat while 2 x 64 MiB pass through it in both directions', async () => {
  const service = await startServiceProcess(closing, TEST_MAIN, {
    MODEL_SERVING_SLOTS: '2',
    // What is kept is meant to be in memory; here it is about what only passes.
    MODEL_SERVING_INPUT_CACHE_MB: '0',
  });
  const rpc = createRpcClient(ModelServingServiceDefinition, { address: service.address });
  closing.push(() => rpc.close());
  await collect(runTask(rpc.client, task('echo')));
  const memoryBytes = async () => (await processUsage([service.pid])).get(service.pid)?.memoryBytes ?? 0;
  const idleBytes = await memoryBytes();

  const photo = Buffer.alloc(64 * MIB, 'picture');
  let peakBytes = 0;
  const echo = async () => {
    let receivedBytes = 0;
    for await (const { part } of runTask(rpc.client, task('echo'), [[InputRole.PRODUCT, photo]])) {
      if (part?.$case !== 'output' || part.value.artifact !== 0) continue;
      // A reader that stands still: what it has not read yet must wait in the worker, not in the service.
      if (receivedBytes === 0) await new Promise((resolve) => setTimeout(resolve, 1500));
      receivedBytes += part.value.chunk?.data.length ?? 0;
      peakBytes = Math.max(peakBytes, await memoryBytes());
    }
    return receivedBytes;
  };
  expect(await Promise.all([echo(), echo()])).toEqual([photo.length, photo.length]);
  // Garbage that waits for its collection takes some 50 MiB; pictures held would come on top of it.
  expect((peakBytes - idleBytes) / MIB).toBeLessThan(100);
}, 180_000);

const MIB = 2 ** 20;
