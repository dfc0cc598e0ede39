import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runBackgroundStep } from '../background-step.ts';
import { runPaintedBackground } from './background-step.ts';
import { type Painter, paintingContext, SCENERY } from './painting-context.fixture.ts';

const [WIDTH, HEIGHT] = [320, 240];
let cacheDir = '';
beforeAll(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'nanococoa-painted-'));
});
afterAll(() => rm(cacheDir, { recursive: true, force: true }));

/** A tin: a red box with fine stripes, soft at its edges. */
async function drawTin(): Promise<Buffer> {
  const data = Buffer.alloc(200 * 200 * 4);
  for (let y = 20; y < 180; y++) {
    for (let x = 50; x < 150; x++) {
      const soft = Math.min(x - 49, 150 - x, y - 19, 180 - y, 3) / 3;
      data.set([190 + ((x * 7) % 40), 30 + ((y * 5) % 50), 40, Math.round(255 * soft)], (y * 200 + x) * 4);
    }
  }
  return sharp(data, { raw: { width: 200, height: 200, channels: 4 } })
    .png()
    .toBuffer();
}

function specWith(model: string, strength = 0.6): AdSpec {
  return AdSpec.fromPartial({
    product: { imageId: 'x', scale: 0.5, strength },
    background: {
      ...{ prompt: 'a cup on a table', negativePrompt: 'blurry', engine: 'diffusion', model },
      ...{ steps: 6, guidance: 5, scheduler: 'dpmpp_2m' },
      ...{ compositionPrompt: 'soft shadow', compositionNegativePrompt: 'floating' },
    },
    output: { width: WIDTH, height: HEIGHT },
    seed: 7,
  });
}

/** Green wherever it repaints. */
const REPAINTER: Painter = (x, y, job) => (job.initial ? [20, 220, 30] : SCENERY(x, y, job));

const raw = async (data: Buffer) => await sharp(data).raw().toBuffer();
const grey = async (data: Buffer = Buffer.alloc(0)) => await sharp(data).extractChannel(0).raw().toBuffer();

test('asks for the scene, then for a band around the product, and keeps the product itself', async () => {
  const { context, asked, told, shown } = paintingContext(REPAINTER);
  const photo = await drawTin();
  const made = await runPaintedBackground({ spec: specWith('sd'), photo, final: false }, context);
  const [scene, blend] = asked.map(({ job }) => job);
  expect(asked.map(({ modelId, controlModelId }) => [modelId, controlModelId])).toEqual([
    ['sd', undefined],
    ['sd', undefined],
  ]);
  expect(scene).toEqual({
    ...{ prompt: 'a cup on a table', negativePrompt: 'blurry', width: WIDTH, height: HEIGHT },
    ...{ steps: 6, guidance: 5, scheduler: 'dpmpp_2m', seed: 7 },
  });
  const { initial, ...rest } = blend;
  expect(rest).toEqual({
    ...{ prompt: 'soft shadow', negativePrompt: 'floating', width: WIDTH, height: HEIGHT },
    ...{ steps: 6, guidance: 5, scheduler: 'dpmpp_2m', seed: 7 },
  });
  expect(initial?.strength).toBe(0.6);

  // The canvas is smaller than the model's native area: all of it was worked on, and lies pixel on pixel.
  const mask = await grey(made.productMask?.data);
  const result = await raw(made.result.data);
  const before = initial?.pixels ?? new Uint8Array();
  let [inside, repainted] = [0, 0];
  for (let i = 0; i < WIDTH * HEIGHT; i++) {
    const rgb = [...result.subarray(i * 3, i * 3 + 3)];
    if (initial?.mask?.[i] === 0) {
      // One step of grain that hides bands in gradients is the same in both.
      for (let c = 0; c < 3; c++) expect(Math.abs(rgb[c] - before[i * 3 + c])).toBeLessThanOrEqual(1);
    }
    if (mask[i] === 255) inside += rgb[0] > 120 && rgb[1] < 110 ? 1 : 0;
    if (mask[i] === 0 && rgb[1] > 150 && rgb[0] < 120) repainted += 1;
  }
  expect(inside).toBe(mask.filter((value) => value === 255).length);
  expect(repainted).toBeGreaterThan(1500);
  expect(made.report.productDeviation).toBeLessThanOrEqual(0.5001);

  const steps = told.filter(({ message }) => /step \d of 4/.test(message));
  expect(steps.map(({ message }) => message)).toEqual([
    ...[1, 2, 3, 4].map((n) => `Painting the scene: step ${n} of 4.`),
    ...[1, 2, 3, 4].map((n) => `Blending the product into the scene: step ${n} of 4.`),
  ]);
  expect(steps.at(-1)?.remainingMs).toBe(0);
  expect(steps[4].remainingMs).toBe(3000);
  const fractions = told.map(({ fraction }) => fraction);
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  expect(shown.map(({ width }) => width)).toContain(WIDTH);
});

test('product, place and mask are the studio engine’s; light and palette are the painted picture’s', async () => {
  const { context } = paintingContext(SCENERY);
  const photo = await drawTin();
  const made = await runPaintedBackground({ spec: specWith('sd'), photo, final: false }, context);
  const studio = await runBackgroundStep(
    { spec: specWith('sd'), photo, final: false },
    { ...context, cacheDir },
  );
  expect(await grey(made.productMask?.data)).toEqual(await grey(studio.productMask?.data));
  expect(made.cutout?.data).toEqual(studio.cutout?.data);
  expect(made.scene.placement).toEqual(studio.scene.placement);
  // The light comes from the left.
  expect(made.scene.light?.azimuthDeg).toBeLessThan(-10);
  expect(made.scene.palette.length).toBeGreaterThan(1);
});

test('a model that cannot inpaint leaves the blending out; the product throws its shadow all the same', async () => {
  const { context, asked, warned } = paintingContext(SCENERY);
  const photo = await drawTin();
  const made = await runPaintedBackground({ spec: specWith('flux'), photo, final: false }, context);
  expect(asked).toHaveLength(1);
  expect(warned.map(({ reason }) => reason)).toEqual(['PRODUCT_NOT_BLENDED']);
  expect(asked[0].job).toMatchObject({ width: 320, height: 240 });
  expect(made.report.productDeviation).toBeLessThanOrEqual(0.5001);
  const result = await raw(made.result.data);
  const mask = await grey(made.productMask?.data);
  const rows = Array.from({ length: HEIGHT }, (_, y) =>
    mask.subarray(y * WIDTH, (y + 1) * WIDTH).includes(255),
  );
  const foot = rows.lastIndexOf(true);
  // Right of the foot, away from the light, the table is darker than the model painted it; far from it, as painted.
  const right = mask.subarray(foot * WIDTH, (foot + 1) * WIDTH).lastIndexOf(255);
  const at = (x: number, y: number) => result[(y * WIDTH + x) * 3];
  const painted = (x: number) => SCENERY((x + 0.5) / WIDTH, 0.9, asked[0].job)[0];
  expect(at(right + 4, foot - 2)).toBeLessThan(painted(right + 4) * 0.85);
  expect(Math.abs(at(4, HEIGHT - 6) - painted(4))).toBeLessThan(4);
});

test('without strength there is nothing to blend, and without a product the picture is the model’s, pixel by pixel', async () => {
  const plain = paintingContext(SCENERY);
  await runPaintedBackground(
    { spec: specWith('sd', 0), photo: await drawTin(), final: false },
    plain.context,
  );
  expect(plain.asked).toHaveLength(1);
  expect(plain.warned).toEqual([]);

  const { context, asked } = paintingContext((x, y) => [255 * x, 255 * y, 128]);
  const spec = { ...specWith('sd'), product: undefined };
  const made = await runPaintedBackground({ spec, final: false }, context);
  expect(asked).toHaveLength(1);
  expect(made.productMask).toBeUndefined();
  const result = await raw(made.result.data);
  for (const [x, y] of [
    [0, 0],
    [100, 200],
    [319, 239],
  ]) {
    const i = (y * WIDTH + x) * 3;
    expect([...result.subarray(i, i + 3)]).toEqual(
      [(255 * (x + 0.5)) / WIDTH, (255 * (y + 0.5)) / HEIGHT, 128].map(Math.floor),
    );
  }
});

test('a Korean prompt is told in English, and the report says how', async () => {
  const { context, asked, warned } = paintingContext(SCENERY);
  const spec = specWith('sd');
  spec.background = { ...spec.background, prompt: '그림자 없는 호두나무 테이블, 우주', negativePrompt: '' };
  await runPaintedBackground({ spec: { ...spec, product: undefined }, final: false }, context);
  expect(asked[0].job).toMatchObject({ prompt: 'walnut table', negativePrompt: 'shadow' });
  expect(warned).toEqual([
    {
      reason: 'PROMPT_TRANSLATED',
      message: 'sd reads English only and was told "walnut table", without "shadow"; it was not told 우주.',
    },
  ]);
});

test('a model that is gone is named', async () => {
  const { context } = paintingContext(SCENERY, []);
  await expect(runPaintedBackground({ spec: specWith('sd'), final: false }, context)).rejects.toMatchObject({
    reason: 'MODEL_UNKNOWN',
    fields: [{ field: 'spec.background.model', description: '"sd" is not installed here' }],
  });
});
