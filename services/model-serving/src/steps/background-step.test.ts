import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runBackgroundStep } from './background-step.ts';

interface Request {
  prompt?: string;
  negative?: string;
  seed?: number;
  width?: number;
  height?: number;
  scale?: number;
  strength?: number;
  mediaType?: string;
  withProduct?: boolean;
  elevationDeg?: number;
  x?: number;
  y?: number;
}

let cacheDir = '';
let photo: Buffer;
beforeAll(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'nanococoa-studio-'));
  photo = await drawCup();
});
afterAll(() => rm(cacheDir, { recursive: true, force: true }));

/** A red cup on its saucer, seen from above, already cut out. */
async function drawCup(): Promise<Buffer> {
  const data = Buffer.alloc(300 * 300 * 4);
  const ellipse = (x: number, y: number, cy: number, rx: number, ry: number) =>
    ((x - 150) / rx) ** 2 + ((y - cy) / ry) ** 2 < 1;
  for (let i = 0; i < 300 * 300; i++) {
    const x = (i % 300) + 0.5;
    const y = Math.floor(i / 300) + 0.5;
    const grain = (x * 7 + y * 13) % 11;
    if (ellipse(x, y, 100, 60, 40)) data.set([240 - grain, 236 - grain, 228 - grain, 255], i * 4);
    else if (ellipse(x, y, 170, 55, 36) || (Math.abs(x - 150) < 56 && y > 100 && y < 170))
      data.set([180 + grain, 44, 30, 255], i * 4);
    else if (ellipse(x, y, 190, 125, 83)) data.set([150 + grain, 36, 24, 255], i * 4);
  }
  return sharp(data, { raw: { width: 300, height: 300, channels: 4 } })
    .png()
    .toBuffer();
}

async function run(request: Request) {
  const { width = 160, height = 160, seed = 5, withProduct = true } = request;
  const spec = {
    product: withProduct
      ? {
          imageId: 'x',
          scale: request.scale ?? 0.45,
          strength: request.strength ?? 0.6,
          elevationDeg: request.elevationDeg,
          x: request.x,
          y: request.y,
        }
      : undefined,
    background: { prompt: request.prompt ?? 'oak table', negativePrompt: request.negative ?? '' },
    output: { width, height, mediaType: request.mediaType ?? 'image/png', quality: 90 },
    seed,
  } as unknown as AdSpec;
  const fractions: number[] = [];
  const subSteps = new Set<string>();
  const step = await runBackgroundStep(
    { spec, photo: withProduct ? photo : undefined, final: request.mediaType !== undefined },
    {
      progress: (fraction, subStep) => {
        fractions.push(fraction);
        subSteps.add(subStep);
      },
      preview: () => undefined,
      inferMask: () => Promise.reject(new Error('a photo with transparency needs no model')),
      cacheDir,
    },
  );
  return { ...step, fractions, subSteps };
}

async function pixels(data: Buffer) {
  const { channels } = await sharp(data).metadata();
  const image = channels === 1 ? sharp(data).extractChannel(0) : sharp(data);
  const { data: raw, info } = await image.raw().toBuffer({ resolveWithObject: true });
  const mean = (x0: number, y0: number, x1: number, y1: number) => {
    const sum = [0, 0, 0];
    for (let y = y0; y < y1; y++) {
      for (let x = x0; x < x1; x++) {
        for (let c = 0; c < 3; c++) sum[c] += raw[(y * info.width + x) * info.channels + c];
      }
    }
    return sum.map((value) => value / ((x1 - x0) * (y1 - y0)));
  };
  return { raw, mean, ...info };
}

test.each<[string, Request]>([
  ['where the layout chose', {}],
  ['where it was set down', { x: 0.35, y: 0.75, scale: 0.4 }],
  ['where it was set down in a wide picture', { width: 240, height: 120, x: 0.7, y: 0.6, scale: 0.5 }],
])('tells where the product stands: %s', async (_where, request) => {
  const { productMask, scene } = await run(request);
  const { placement } = scene;
  const mask = await pixels(productMask?.data ?? Buffer.alloc(0));
  const { width, height } = mask;
  const solid = (from: number, step: number, count: number) =>
    Array.from({ length: count }, (_, i) => mask.raw[from + i * step] > 127).includes(true);
  const rows = Array.from({ length: height }, (_, y) => solid(y * width, 1, width));
  const columns = Array.from({ length: width }, (_, x) => solid(x, width, height));
  expect(placement).toBeDefined();
  if (placement === undefined) return;
  const { x, y, scale, cutoutFootX, cutoutFootY, cutoutScale } = placement;
  // The cup's outline in its photo is 25 to 275 across and 60 to 273 down.
  expect(Math.abs(columns.indexOf(true) - (x * width + (25 - cutoutFootX) * cutoutScale))).toBeLessThan(1.5);
  expect(Math.abs(rows.indexOf(true) - (y * height + (60 - cutoutFootY) * cutoutScale))).toBeLessThan(1.5);
  expect(Math.abs(rows.lastIndexOf(true) + 1 - rows.indexOf(true) - scale * height)).toBeLessThan(1.5);
  expect(placement).toMatchObject({ rollDeg: 0, risesFromEdge: false });
  if (request.x !== undefined) {
    expect(x).toBeCloseTo(request.x, 6);
    expect(y).toBeCloseTo(request.y ?? 0, 6);
    expect(scale).toBeCloseTo(request.scale ?? 0, 6);
  }
});

test('sets the product in without changing it beyond the declared re-light', async () => {
  const { result, productMask, cutout, report, fractions, subSteps, scene } = await run({
    width: 256,
    height: 256,
  });
  expect(result).toMatchObject({ width: 256, height: 256, mediaType: 'image/png', hasAlpha: false });
  expect(report.productDeviation).toBeLessThanOrEqual(1);
  expect(cutout).toMatchObject({ width: 300, height: 300, hasAlpha: true });
  const mask = await pixels(productMask?.data ?? Buffer.alloc(0));
  expect(mask.channels).toBe(1);
  const rows = Array.from({ length: 256 }, (_, y) =>
    mask.raw.subarray(y * 256, (y + 1) * 256).some((value) => value > 127),
  );
  expect(rows.lastIndexOf(true) - rows.indexOf(true)).toBeCloseTo(0.45 * 256, -1);
  expect(rows.indexOf(true) / 256).toBeGreaterThan(0.33);
  expect([...subSteps]).toEqual(['segmentation', 'background_generation', 'feature_injection']);
  expect(fractions.every((value, i) => i === 0 || value >= fractions[i - 1])).toBe(true);
  expect(fractions.at(-1)).toBeGreaterThan(0.9);
  expect(scene.palette.length).toBeGreaterThan(1);
  expect(scene).toMatchObject({ surface: 'oak' });
});

test.each([
  [0, undefined],
  [0, 0.2],
  [90, undefined],
  [90, 1],
])('a product seen from %s degrees, its foot at %s, stands in a picture', async (elevationDeg, y) => {
  const { result, productMask } = await run({ width: 64, height: 64, elevationDeg, y });
  const mask = await pixels(productMask?.data ?? Buffer.alloc(0));
  expect(mask.raw.some((value) => value > 127)).toBe(true);
  const { raw } = await pixels(result.data);
  const shades = new Set(raw);
  expect(shades.size).toBeGreaterThan(60);
});

test('keeps the photo’s pixels bit for bit at strength 0 and natural size', async () => {
  // The cup is 213 pixels high: at 0.45 of this canvas that is its own size.
  const { result, productMask } = await run({ strength: 0, width: 600, height: 476, scale: 213 / 476 });
  const canvas = await pixels(result.data);
  const mask = await pixels(productMask?.data ?? Buffer.alloc(0));
  const source = await pixels(photo);
  const box = (image: { width: number; height: number }, alpha: (i: number) => number) => {
    const ys = Array.from({ length: image.height }, (_, y) => y).filter(
      (y) => alpha(y * image.width + image.width / 2) > 250,
    );
    const row = ys[120] * image.width;
    const x = Array.from({ length: image.width }, (_, i) => i).findIndex((i) => alpha(row + i) > 250);
    return { x, y: ys[120] };
  };
  const on = box(canvas, (i) => mask.raw[i]);
  const from = box(source, (i) => source.raw[i * 4 + 3]);
  for (let step = 6; step < 200; step += 7) {
    const there = [...canvas.raw.subarray((on.y * 600 + on.x + step) * 3).subarray(0, 3)];
    const here = [...source.raw.subarray((from.y * 300 + from.x + step) * 4).subarray(0, 3)];
    expect(there).toEqual(here);
  }
});

test('darkens the surface at the product’s foot', async () => {
  const request = { prompt: 'white paper studio', width: 256, height: 256 };
  const [withProduct, without] = await Promise.all([
    run(request),
    run({ ...request, withProduct: true, negative: 'shadow' }),
  ]);
  const mask = await pixels(withProduct.productMask?.data ?? Buffer.alloc(0));
  const dark = await pixels(withProduct.result.data);
  const light = await pixels(without.result.data);
  let foot = 255;
  while (!mask.raw.subarray(foot * 256, (foot + 1) * 256).some((value) => value > 127)) foot--;
  const under = (image: typeof dark) => image.mean(96, foot + 2, 160, foot + 7)[1];
  const beside = (image: typeof dark) => image.mean(4, foot + 2, 24, foot + 7)[1];
  expect(under(dark)).toBeLessThan(beside(dark) - 12);
  expect(under(dark)).toBeLessThan(under(light) - 5);
});

test('gives the same bytes for the same seed, and another arrangement for another', async () => {
  const first = await run({ prompt: 'walnut cafe', seed: 1 });
  const again = await run({ prompt: 'walnut cafe', seed: 1 });
  const other = await run({ prompt: 'walnut cafe', seed: 2 });
  expect(again.result.data.equals(first.result.data)).toBe(true);
  expect(other.result.data.equals(first.result.data)).toBe(false);
  expect((await readdir(cacheDir)).filter((name) => !name.endsWith('.bin'))).toEqual([]);
});

test('follows the prompt: surfaces, colours and light are measurably different', async () => {
  const look = async (prompt: string, negative = '') => {
    const { result } = await run({ prompt, negative, withProduct: false, width: 96, height: 96 });
    return (await pixels(result.data)).mean(10, 60, 86, 90);
  };
  const walnut = await look('walnut table');
  const marble = await look('white marble table');
  const pink = await look('pink paper studio');
  const blue = await look('파란 종이 스튜디오');
  const night = await look('marble at night');
  expect(marble[1]).toBeGreaterThan(walnut[1] + 60);
  expect(walnut[0]).toBeGreaterThan(walnut[2] * 1.4);
  expect(pink[0]).toBeGreaterThan(pink[1] + 12);
  expect(blue[2]).toBeGreaterThan(blue[0] + 40);
  expect(night[1]).toBeLessThan(marble[1] - 20);
  const notWood = await look('walnut table', 'wood');
  expect(Math.hypot(...notWood.map((value, c) => value - walnut[c]))).toBeGreaterThan(25);
});

test.each([
  [64, 64],
  [768, 64],
  [64, 768],
  [72, 128],
])('renders %d×%d', async (width, height) => {
  const { result, report } = await run({ width, height, scale: 0.9 });
  const image = await pixels(result.data);
  expect([image.width, image.height]).toEqual([width, height]);
  const values = new Set(image.raw);
  expect(values.size).toBeGreaterThan(20);
  expect(report.productDeviation).toBeLessThanOrEqual(1);
});

test('renders a background without product, encoded as asked when it is the final result', async () => {
  const { result, cutout, productMask, report } = await run({ withProduct: false, mediaType: 'image/jpeg' });
  expect(result.mediaType).toBe('image/jpeg');
  expect((await sharp(result.data).metadata()).format).toBe('jpeg');
  expect([cutout, productMask, report.productDeviation, report.maskConfidence]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
