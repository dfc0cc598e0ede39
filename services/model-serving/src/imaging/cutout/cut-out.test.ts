import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { decodeImage, type Picture8 } from '../io/decode-image.ts';
import { cutOut } from './cut-out.ts';
import { MODEL_SIDE, toModelTensor } from './model-tensor.ts';

type Rgb = [number, number, number];

/** A photo drawn by a function of the pixel. */
function draw(width: number, height: number, colour: (x: number, y: number) => Rgb): Picture8 {
  const data = Buffer.alloc(width * height * 4, 255);
  for (let i = 0; i < width * height; i++) data.set(colour(i % width, Math.floor(i / width)), i * 4);
  return { width, height, data, hasAlpha: false };
}

/** What a model would say: `inside` blurred over a few texels, as if seen at 320 pixels. */
function model(inside: (u: number, v: number) => number): () => Promise<Float32Array> {
  return async () =>
    Float32Array.from({ length: MODEL_SIDE * MODEL_SIDE }, (_, i) =>
      inside(((i % MODEL_SIDE) + 0.5) / MODEL_SIDE, (Math.floor(i / MODEL_SIDE) + 0.5) / MODEL_SIDE),
    );
}

const soft = (distance: number) => 1 / (1 + Math.exp(distance * 90));
const alphaAt = ({ data, width }: Picture8, x: number, y: number) => data[(y * width + x) * 4 + 3];
const RED: Rgb = [190, 40, 30];
const TABLE: Rgb = [90, 120, 150];
const isRing = (x: number, y: number) => Math.abs(Math.hypot(x - 300, y - 200) - 105) < 45;
const ringDistance = (u: number, v: number) =>
  Math.abs(Math.hypot(u * 600 - 300, v * 400 - 200) - 105) / 400 - 45 / 400;

test('cuts along the photo’s own edge, and leaves the hole of a ring open', async () => {
  const photo = draw(600, 400, (x, y) => (isRing(x, y) ? RED : TABLE));
  const { picture, confidence, warnings, estimated } = await cutOut(photo, {
    inferMask: model((u, v) => soft(ringDistance(u, v))),
  });
  let both = 0;
  let either = 0;
  for (let y = 0; y < 400; y++) {
    for (let x = 0; x < 600; x++) {
      const cut = alphaAt(picture, x, y) > 127;
      both += cut && isRing(x, y) ? 1 : 0;
      either += cut || isRing(x, y) ? 1 : 0;
    }
  }
  expect(both / either).toBeGreaterThan(0.985);
  expect(alphaAt(picture, 300, 200)).toBeLessThan(8);
  expect(alphaAt(picture, 300, 95)).toBe(255);
  expect(estimated).toBe(true);
  expect(confidence).toBeGreaterThan(0.6);
  expect(warnings).toEqual([]);
});

test('fills a spot inside of the product that the model doubts and whose colour is the product’s', async () => {
  const inProduct = (u: number, v: number) => Math.hypot(u * 600 - 300, v * 400 - 200) / 400 - 0.35;
  const spot = (u: number, v: number) => Math.hypot(u * 600 - 300, v * 400 - 200) / 400 - 0.06;
  const photo = draw(600, 400, (x, y) => (Math.hypot(x - 300, y - 200) < 140 ? RED : TABLE));
  const inferMask = model((u, v) => soft(inProduct(u, v)) * (1 - 0.7 * soft(spot(u, v))));
  const { picture } = await cutOut(photo, { inferMask });
  expect(alphaAt(picture, 300, 200)).toBeGreaterThan(250);
});

test('takes the old background’s colour out of the soft edge', async () => {
  const share = (x: number) => Math.min(1, Math.max(0, (x - 297) / 6));
  const photo = draw(
    600,
    400,
    (x) => [0, 1, 2].map((c) => RED[c] * (1 - share(x)) + [40, 220, 60][c] * share(x)) as Rgb,
  );
  const { picture } = await cutOut(photo, { inferMask: model((u) => soft(u - 0.5)) });
  for (let x = 290; x < 310; x++) {
    const at = (200 * 600 + x) * 4;
    if (picture.data[at + 3] < 60 || picture.data[at + 3] > 250) continue;
    // Green from behind would be above red here.
    expect(picture.data[at + 1]).toBeLessThan(110);
  }
});

test('keeps a photo’s own transparency and never asks the model', async () => {
  const photo = draw(40, 30, () => RED);
  for (let i = 0; i < 400; i++) photo.data[i * 4 + 3] = i % 256;
  const before = Buffer.from(photo.data);
  const cut = await cutOut(
    { ...photo, hasAlpha: true },
    { inferMask: () => Promise.reject(new Error('asked')) },
  );
  expect(cut.picture.data.equals(before)).toBe(true);
  expect(cut.estimated).toBe(false);
});

test.each([
  ['MASK_EMPTY', () => 0.02],
  ['MASK_COVERS_EVERYTHING', () => 0.99],
  ['PRODUCT_TOUCHES_FRAME', (u: number) => soft(u - 0.5)],
  ['MASK_UNCERTAIN', (u: number, v: number) => 0.52 * soft(Math.hypot(u - 0.5, v - 0.5) - 0.35) + 0.2],
])('warns with %s', async (reason, inside) => {
  const photo = draw(120, 80, (x) => (x < 60 ? RED : TABLE));
  const { warnings } = await cutOut(photo, { inferMask: model(inside) });
  expect(warnings.map((warning) => warning.reason)).toContain(reason);
});

test('prepares the sample photo as u2netp was trained', async () => {
  const file = fileURLToPath(new URL('../../../../../assets/sample/coffee.png', import.meta.url));
  const tensor = await toModelTensor(await decodeImage(await readFile(file)));
  expect(tensor.length).toBe(3 * 320 * 320);
  // The brightest value becomes (1 - mean) / deviation of its channel.
  expect(tensor.reduce((a, b) => Math.max(a, b), -9)).toBeCloseTo((1 - 0.406) / 0.225, 0);
  expect(tensor.reduce((a, b) => Math.min(a, b), 9)).toBeGreaterThan(-2.2);
});
