import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { ArtifactKind } from '@nanococoa/proto/common/v1/image.ts';
import { InputRole, StepTask } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import sharp from 'sharp';
import { afterEach, expect, test } from 'vitest';
import { ROOT, serve } from './serve.ts';
import { collect, errorOf, runTask, untilProgress } from './step-call.ts';
import { until } from './until.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const SPEC = AdSpec.fromPartial({
  product: { imageId: 'a'.repeat(64), scale: 0.45, strength: 0.6 },
  background: { prompt: 'a wooden table in a warm cafe', negativePrompt: '' },
  text: { content: '오늘의 커피 3,900원', fontId: 'pretendard-bold', prompt: 'polished gold', position: 1 },
  composition: { mode: 1, strength: 0.4 },
  output: { width: 512, height: 512, mediaType: 'image/jpeg', quality: 90 },
  seed: 7,
  startStep: 1,
  stopStep: 3,
  autoUnload: true,
});

test('the three steps make an ad from the sample photo', async () => {
  const { client } = await serve(closing, { realSteps: true });
  const photo = await readFile(join(ROOT, 'assets/sample/coffee.png'));

  const first = await collect(
    runTask(client, StepTask.fromPartial({ step: 1, spec: SPEC }), [[InputRole.PRODUCT, photo]]),
  );
  const background = await sharp(first.result).metadata();
  expect(background).toMatchObject({ format: 'png', width: 512, height: 512 });
  const mask = first.artifacts.get(ArtifactKind.PRODUCT_MASK);
  const cutout = first.artifacts.get(ArtifactKind.CUTOUT);
  expect(await sharp(mask).metadata()).toMatchObject({ format: 'png', width: 512, height: 512, channels: 1 });
  expect((await sharp(cutout).metadata()).hasAlpha).toBe(true);
  expect(first.done.report?.maskConfidence).toBeGreaterThan(0.5);
  expect(first.done.scene?.surface).not.toBe('');
  expect(first.progress.map(({ subStep }) => subStep)).toContain('background_generation');
  const previews = first.progress.filter(({ preview }) => preview.length > 0);
  expect(previews.length).toBeGreaterThan(0);
  for (const { preview } of previews) {
    expect(preview.length).toBeLessThanOrEqual(32 * 1024);
    expect((await sharp(preview).metadata()).format).toBe('webp');
  }
  const fractions = first.progress.map(({ fraction }) => fraction);
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));

  const { scene } = first.done;
  const second = await collect(runTask(client, StepTask.fromPartial({ step: 2, spec: SPEC, scene })));
  const text = await sharp(second.result).stats();
  expect(text.isOpaque).toBe(false);

  const third = await collect(
    runTask(client, StepTask.fromPartial({ step: 3, spec: SPEC, scene, final: true }), [
      [InputRole.BACKGROUND, first.result],
      [InputRole.TEXT, second.result],
      [InputRole.PRODUCT_MASK, mask ?? Buffer.alloc(0)],
    ]),
  );
  expect(await sharp(third.result).metadata()).toMatchObject({ format: 'jpeg', width: 512, height: 512 });
});

test('an input that is no picture is said to be corrupt, not a fault of ours', async () => {
  const { client } = await serve(closing, { realSteps: true });
  const call = runTask(client, StepTask.fromPartial({ step: 1, spec: SPEC }), [
    [InputRole.PRODUCT, Buffer.from('no picture')],
  ]);
  expect(await errorOf(call)).toMatchObject({
    reason: 'IMAGE_CORRUPT',
    fields: [{ field: 'input.PRODUCT' }],
  });
});

test('a step of the studio is cancelled in mid-work, and the next one is served', async () => {
  const { client, service } = await serve(closing, { realSteps: true });
  const stop = new AbortController();
  const photo = await readFile(join(ROOT, 'assets/sample/coffee.png'));
  const step = StepTask.fromPartial({ step: 1, spec: SPEC });
  const call = { signal: stop.signal };
  const { rest } = await untilProgress(runTask(client, step, [[InputRole.PRODUCT, photo]], { call }));
  stop.abort();
  await until('the slot is free', () => service.busySlots() === 0);
  await rest;
  const made = await collect(runTask(client, StepTask.fromPartial({ step: 2, spec: SPEC })));
  expect(await sharp(made.result).metadata()).toMatchObject({ width: 512, height: 512 });
});
