import { createHash, randomBytes } from 'node:crypto';
import { ArtifactKind, type ImageChunk } from '@nanococoa/proto/common/v1/image.ts';
import { InputRole, StepTask } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { afterEach, expect, test } from 'vitest';
import { bestOf } from './best-of.ts';
import { serve } from './serve.ts';
import { collect, errorOf, runTask, task, untilProgress } from './step-call.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

test('a step runs end to end: inputs in, progress, artifacts, result and report out', async () => {
  const { client } = await serve(closing);
  const photo = randomBytes(700_001);
  const before = Date.now();
  const made = await collect(runTask(client, task('echo'), [[InputRole.PRODUCT, photo]]));
  expect(made.result.equals(photo)).toBe(true);
  const sha256 = createHash('sha256').update(photo).digest('hex');
  expect(made.artifacts.get(ArtifactKind.CUTOUT)?.toString()).toBe(sha256);
  expect(made.done.report?.maskConfidence).toBe(0.5);
  expect(made.accepted).toEqual({ workerId: 'test-worker', wanted: [InputRole.PRODUCT] });
  expect(made.done).toMatchObject({ engine: 'studio', engineDigest: 'e'.repeat(64), models: [] });
  // The reader may see only the newest; the fraction never goes back.
  expect(made.progress.at(-1)).toMatchObject({
    fraction: 0.5,
    subStep: 'feature_injection',
    message: 'Never back.',
  });
  expect(Number(made.progress.at(-1)?.time)).toBeGreaterThanOrEqual(before);
  expect(Number(made.progress.at(-1)?.time)).toBeLessThanOrEqual(Date.now());
});

test('one worker process serves step after step', async () => {
  const { client, service } = await serve(closing);
  const pids = new Set<number>();
  for (let i = 0; i < 3; i++) {
    await collect(runTask(client, task('echo')));
    for (const pid of service.workerPids()) pids.add(pid);
  }
  expect(pids.size).toBe(1);
});

test('without a free slot the step is refused at once, with the time to come back', async () => {
  const { client } = await serve(closing);
  const stop = new AbortController();
  const { rest } = await untilProgress(runTask(client, task('block'), [], { call: { signal: stop.signal } }));
  const refusedMs = await bestOf(50, async () => {
    const startMs = performance.now();
    const error = await errorOf(runTask(client, task('echo')));
    const tookMs = performance.now() - startMs;
    expect(error.reason).toBe('NO_FREE_SLOT');
    expect(error.retryAfterMs).toBeGreaterThan(0);
    return tookMs;
  });
  expect(refusedMs).toBeLessThan(50);
  stop.abort();
  await rest;
});

test('an input whose digest is wrong is refused, and the slot is free again', async () => {
  const { client } = await serve(closing);
  const inputs = [[InputRole.PRODUCT, randomBytes(300_000)]] as const;
  const change = (chunk: ImageChunk) => ({ ...chunk, sha256: chunk.sha256 && '0'.repeat(64) });
  const error = await errorOf(runTask(client, task('echo'), inputs, { change }));
  expect(error.reason).toBe('DIGEST_MISMATCH');
  expect((await collect(runTask(client, task('echo'), inputs))).accepted.wanted).toEqual([InputRole.PRODUCT]);
  expect((await collect(runTask(client, task('echo')))).result.toString()).toBe('none');
});

test.each([
  ['step', StepTask.fromPartial({ step: 4, spec: {} }), [], 'INVALID_REQUEST'],
  ['spec', StepTask.fromPartial({ step: 1 }), [], 'INVALID_REQUEST'],
  ['role', task('echo'), [InputRole.TEXT], 'INVALID_REQUEST'],
  ['background', StepTask.fromPartial({ step: 3, spec: {} }), [InputRole.TEXT], 'INVALID_REQUEST'],
] as const)('a wrong or missing %s is refused', async (_what, stepTask, roles, reason) => {
  const { client } = await serve(closing);
  const inputs = roles.map((role) => [role, randomBytes(10)] as const);
  // Checked before a slot is taken: the only one is not free.
  const stop = new AbortController();
  const { rest } = await untilProgress(runTask(client, task('block'), [], { call: { signal: stop.signal } }));
  expect((await errorOf(runTask(client, stepTask, inputs))).reason).toBe(reason);
  stop.abort();
  await rest;
});

test('what a step throws about its input reaches the caller, anything else does not', async () => {
  const { client } = await serve(closing);
  const corrupt = await errorOf(runTask(client, task('corrupt')));
  expect(corrupt).toMatchObject({
    reason: 'IMAGE_CORRUPT',
    fields: [{ field: 'input.PRODUCT', description: 'is odd' }],
  });
  expect(corrupt.metadata.retriable).toBeUndefined();
  const secret = await errorOf(runTask(client, task('throw secret')));
  expect(secret.reason).toBe('STEP_FAILED');
  expect(JSON.stringify([secret, secret.message])).not.toContain('hunter2');
});
