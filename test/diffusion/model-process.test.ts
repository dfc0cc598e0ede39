import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type {
  MadePicture,
  PictureJob,
  PictureProgress,
} from '../../services/model-serving/src/diffusion/picture-job.ts';
import { readControlFolder } from '../../services/model-serving/src/diffusion/pipelines/read-control-folder.ts';
import { readPipelineFolder } from '../../services/model-serving/src/diffusion/pipelines/read-pipeline-folder.ts';
import { openPipeline } from '../../services/model-serving/src/models/child/pipeline-session.ts';
import { float32Tensor } from '../../services/model-serving/src/models/float32-tensor.ts';
import { bytesField, intField } from '../models/support/encode-protobuf.ts';
import { node, raw, tensor } from '../models/support/make-onnx.ts';
import { CPU, SIGNAL, startPool, type TestModel } from '../models-pool/support/test-pool.ts';
import { isAlive } from '../support/is-alive.ts';
import { tinyModel } from './support/pipeline-graphs.ts';

const pipeline = (name: string): TestModel => ({ folder: tinyModel(name), task: 'text-to-image' });
const control = (name: string): TestModel => ({ folder: tinyModel(name), task: 'control' });
const MODELS = { sd: pipeline('tiny_sd'), sdxl: pipeline('tiny_sdxl') };

const JOB: PictureJob = {
  ...{ prompt: 'a red cup on a table', width: 64, height: 64, seed: 7 },
  ...{ steps: 3, scheduler: 'ddim' },
};
/** Each step takes tens of milliseconds, and there are a hundred and fifty. */
const LONG: PictureJob = { ...JOB, width: 256, height: 256, steps: 150 };

function noisePixels(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => (at * 7919) % 256);
}

const WEIGHT_BYTES = 60e6;

/** What, put behind a model, gives it outputs of nothing but weights: parsers of Protobuf merge them into its graph. */
function idleWeights(bytes: number): Buffer {
  const count = 20;
  const names = Array.from({ length: count }, (_, at) => `idle ${at}`);
  const data = raw(Buffer.alloc(bytes / count));
  const type = bytesField(2, bytesField(1, intField(1, 1)));
  return bytesField(
    7,
    ...names.flatMap((name) => [
      node('Identity', [name], `${name} out`),
      tensor(name, [bytes / count / 4], data),
      bytesField(12, bytesField(1, `${name} out`), type),
    ]),
  );
}

/** What pictures were measured to take. */
function peaks(estimates: Map<string, number>): number[] {
  return [...estimates]
    .filter(([key]) => /guided(, one graph after another)?$/.test(key))
    .map(([, bytes]) => bytes);
}

/** As it is made in this process. */
async function madeHere(model: string, job: PictureJob, controlModel?: string): Promise<MadePicture> {
  const description = await readPipelineFolder(tinyModel(model));
  const opened = await openPipeline({ description, device: CPU, threads: 1 });
  const found = controlModel === undefined ? undefined : await readControlFolder(tinyModel(controlModel));
  return await opened.makePicture(
    { job, control: found?.graphs, keepAll: true },
    { onProgress: () => undefined, signal: SIGNAL },
  );
}

test('a process makes the same picture as this one, step by step, and the same one again', async () => {
  const { pool } = await startPool({ models: MODELS });
  const progress: PictureProgress[] = [];
  const made = await pool.makePicture('sd', JOB, { onProgress: (p) => progress.push(p), signal: SIGNAL });
  expect(made).toEqual(await madeHere('tiny_sd', JOB));
  expect(progress.map(({ done, total }) => [done, total])).toEqual([
    [1, 3],
    [2, 3],
    [3, 3],
  ]);
  expect(progress[0]?.preview).toMatchObject({ width: 8, height: 8 });
  // From the second step on there is one to measure by.
  expect(progress.map(({ remainingMs }) => remainingMs !== undefined)).toEqual([false, true, true]);
  const again: PictureProgress[] = [];
  expect(await pool.makePicture('sd', JOB, { onProgress: (p) => again.push(p), signal: SIGNAL })).toEqual(
    made,
  );
  expect(again.every(({ remainingMs = 0 }) => remainingMs > 0)).toBe(true);
  expect(await pool.makePicture('sd', { ...JOB, seed: 8 }, { signal: SIGNAL })).not.toEqual(made);
});

test('a picture of FLUX', async () => {
  const { pool } = await startPool({ models: { flux: pipeline('tiny_flux') } });
  const job = { ...JOB, scheduler: undefined };
  expect(await pool.makePicture('flux', job, { signal: SIGNAL })).toEqual(await madeHere('tiny_flux', job));
});

test('a picture that starts from one, and one repainted in part', async () => {
  const { pool } = await startPool({ models: MODELS });
  const initial = { pixels: noisePixels(64 * 64 * 3), strength: 0.7 };
  const mask = noisePixels(64 * 64);
  for (const job of [
    { ...JOB, initial },
    { ...JOB, initial: { ...initial, mask } },
  ])
    expect(await pool.makePicture('sdxl', job, { signal: SIGNAL })).toEqual(await madeHere('tiny_sdxl', job));
});

test.each([
  ['sd', 'tiny_sd'],
  ['sdxl', 'tiny_sdxl'],
] as const)('%s follows a picture by a ControlNet, and makes one without it after', async (id, folder) => {
  const models = { ...MODELS, canny: control(`${folder}_controlnet`) };
  const { pool } = await startPool({ models });
  const job = { ...JOB, control: { pixels: noisePixels(64 * 64 * 3), scale: 1 } };
  const made = await pool.makePicture(id, job, { controlModelId: 'canny', signal: SIGNAL });
  expect(made).toEqual(await madeHere(folder, job, `${folder}_controlnet`));
  const plain = await pool.makePicture(id, JOB, { signal: SIGNAL });
  expect(plain).toEqual(await madeHere(folder, JOB));
  expect(plain).not.toEqual(made);
});

test('a cancel between two steps leaves the process as it is', async () => {
  const { pool, pidOf, estimates, entry } = await startPool({ models: MODELS });
  const controller = new AbortController();
  let steps = 0;
  const onProgress = () => {
    steps += 1;
    if (steps === 3) controller.abort(new Error('enough'));
  };
  const cancelled = pool.makePicture('sd', { ...JOB, steps: 150 }, { onProgress, signal: controller.signal });
  await expect(cancelled).rejects.toThrow('enough');
  expect(steps).toBe(3);
  const pid = pidOf('sd');
  expect(isAlive(pid)).toBe(true);
  // What an unfinished picture took is not what one takes.
  await expect.poll(() => entry('sd')?.state).toBe(3);
  expect([...estimates.keys()].filter((key) => key.endsWith('guided'))).toEqual([]);
  expect((await pool.makePicture('sd', JOB, { signal: SIGNAL })).pixels).toHaveLength(64 * 64 * 3);
  expect(pidOf('sd')).toBe(pid);
});

test('a cancel within a long step ends the process; its memory is back when it is said, and it starts again', async () => {
  const started = await startPool({ models: MODELS, budgetBytes: 16e9 });
  const { pool, pidOf } = started;
  const controller = new AbortController();
  const large = { ...JOB, width: 768, height: 768 };
  const cancelled = pool.makePicture('sd', large, { signal: controller.signal });
  cancelled.catch(() => undefined);
  await expect.poll(() => pidOf('sd')).toBeGreaterThan(0);
  const pid = pidOf('sd');
  const usedBytes = started.privateBytes();
  await expect.poll(() => started.privateBytes()).toBeGreaterThan(usedBytes + 50e6);
  const startMs = performance.now();
  controller.abort(new Error('enough'));
  await expect(cancelled).rejects.toThrow('enough');
  expect(performance.now() - startMs).toBeLessThan(500);
  expect(isAlive(pid)).toBe(false);
  expect(started.entries()).toEqual([]);
  expect((await pool.makePicture('sd', JOB, { signal: SIGNAL })).width).toBe(64);
  expect(pidOf('sd')).not.toBe(pid);
});

test('a process that is killed fails its picture, which may be made again', async () => {
  const { pool, pidOf, entries } = await startPool({ models: MODELS });
  const { promise: running, resolve } = Promise.withResolvers<void>();
  const broken = pool.makePicture('sd', LONG, { onProgress: () => resolve(), signal: SIGNAL });
  broken.catch(() => undefined);
  await running;
  process.kill(pidOf('sd'), 'SIGKILL');
  await expect(broken).rejects.toMatchObject({
    reason: 'MODEL_PROCESS_FAILED',
    metadata: { retriable: 'true' },
  });
  expect(entries()).toEqual([]);
  expect(await pool.makePicture('sd', JOB, { signal: SIGNAL })).toEqual(await madeHere('tiny_sd', JOB));
});

test('where the budget holds one of two pipelines, the other one makes room; graphs open one after another give the same picture', async () => {
  const budgetBytes = 160e6;
  const { pool, pidOf, estimates } = await startPool({ budgetBytes, models: MODELS });
  expect(await pool.makePicture('sd', JOB, { signal: SIGNAL })).toEqual(await madeHere('tiny_sd', JOB));
  const first = pidOf('sd');
  expect(await pool.makePicture('sdxl', JOB, { signal: SIGNAL })).toEqual(await madeHere('tiny_sdxl', JOB));
  expect(isAlive(first)).toBe(false);
  expect(pool.loaded().map(({ id }) => id)).toEqual(['sdxl']);
  await expect
    .poll(() => [...estimates.keys()].filter((key) => key.includes('one graph after another')))
    .toHaveLength(2);
});

test('graphs that are opened one after another are in memory one after another', async () => {
  const heavy = await mkdtemp(join(tmpdir(), 'heavy-'));
  onTestFinished(() => rm(heavy, { recursive: true }));
  await cp(tinyModel('tiny_sd'), heavy, { recursive: true });
  for (const role of ['text_encoder', 'unet', 'vae_decoder'])
    await appendFile(join(heavy, role, 'model.onnx'), idleWeights(WEIGHT_BYTES));
  const models: Record<string, TestModel> = { heavy: { folder: heavy, task: 'text-to-image' } };
  const peakOf = async (budgetBytes: number) => {
    const { pool, estimates } = await startPool({ budgetBytes, models });
    await pool.makePicture('heavy', { ...JOB, steps: 1 }, { signal: SIGNAL });
    await expect.poll(() => peaks(estimates)).toHaveLength(1);
    return peaks(estimates)[0] ?? 0;
  };
  const together = await peakOf(2e9);
  const sequential = await peakOf(290e6);
  expect(together).toBeGreaterThan(3 * WEIGHT_BYTES);
  // Two of the three are not there; half of one is for what else may differ.
  expect(sequential).toBeLessThan(together - 1.5 * WEIGHT_BYTES);
});

test('a pipeline that is not used for long is unloaded, a pinned one is not', async () => {
  const { pool, pidOf, entry } = await startPool({ models: MODELS, idleMs: 100, pinned: ['sdxl'] });
  await pool.makePicture('sdxl', JOB, { signal: SIGNAL });
  await pool.makePicture('sd', JOB, { signal: SIGNAL });
  await expect.poll(() => pidOf('sd')).toBe(0);
  expect(entry('sd')).toBeUndefined();
  expect(pool.loaded()).toMatchObject([{ id: 'sdxl', pinned: true }]);
});

test('what fits in no way is refused in words', async () => {
  const { pool } = await startPool({ budgetBytes: 160e6, models: MODELS });
  await expect(
    pool.makePicture('sd', { ...JOB, width: 1024, height: 1024 }, { signal: SIGNAL }),
  ).rejects.toMatchObject({
    reason: 'MODEL_TOO_LARGE',
    message: expect.stringMatching(/^sd needs about \d+ MB for a picture of 1024 × 1024, even/),
  });
});

test('what cannot be made is refused with the field', async () => {
  const models = { ...MODELS, flux: pipeline('tiny_flux'), canny: control('tiny_sdxl_controlnet') };
  const { pool } = await startPool({ models });
  const refusal = (id: string, job: Partial<PictureJob>, controlModelId?: string) =>
    pool.makePicture(id, { ...JOB, ...job }, { controlModelId, signal: SIGNAL }).then(
      () => undefined,
      (error: { reason: string; fields: { field: string }[] }) => [
        error.reason,
        ...error.fields.map(({ field }) => field),
      ],
    );
  const pixels = noisePixels(64 * 64 * 3);
  const followed = { control: { pixels, scale: 1 } };
  expect(await refusal('sd', { width: 60, steps: 0 })).toEqual(['MODEL_INPUT_INVALID', 'width', 'steps']);
  expect(await refusal('flux', { scheduler: 'ddim' })).toEqual(['MODEL_INPUT_INVALID', 'scheduler']);
  const own = { scheduler: undefined };
  expect(await refusal('flux', { ...own, width: 72 })).toEqual(['MODEL_INPUT_INVALID', 'width']);
  expect(await refusal('flux', { ...own, initial: { pixels, strength: 1 } })).toEqual([
    'MODEL_INPUT_INVALID',
    'initial',
  ]);
  expect(await refusal('sd', { initial: { pixels: pixels.subarray(1), strength: 1 } })).toEqual([
    'MODEL_INPUT_INVALID',
    'initial.pixels',
  ]);
  expect(await refusal('sd', followed)).toEqual(['MODEL_INPUT_INVALID', 'control']);
  expect(await refusal('sd', followed, 'canny')).toEqual(['MODEL_INPUT_INVALID', 'control']);
  expect(await refusal('canny', {})).toEqual(['MODEL_UNKNOWN']);
  expect(await refusal('none', {})).toEqual(['MODEL_UNKNOWN']);
  const x = { x: float32Tensor(new Float32Array(1), [1]) };
  await expect(pool.infer('sd', x, SIGNAL)).rejects.toMatchObject({ reason: 'MODEL_UNKNOWN' });
});
