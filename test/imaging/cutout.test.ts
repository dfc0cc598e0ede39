import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cutout, cutOut } from '../../services/model-serving/src/imaging/cutout/cut-out.ts';
import { labelRegions } from '../../services/model-serving/src/imaging/cutout/label-regions.ts';
import { decodeImage, type Picture8 } from '../../services/model-serving/src/imaging/io/decode-image.ts';
import { MODELS_DIR } from '../model-serving/serve.ts';
import { measureCutout } from '../support/products/measure-cutout.ts';
import type { ProductName } from '../support/products/products.ts';
import { type ProductPhoto, renderProduct } from '../support/products/render-product.ts';
import { SAMPLE_PHOTO } from '../support/sample-photo.ts';

// The real model on made-up photos whose true matte is known, and on the sample photo.
let session: InferenceSession;
beforeAll(async () => {
  session = await InferenceSession.create(join(MODELS_DIR, 'u2netp/u2netp.onnx'), { intraOpNumThreads: 2 });
});
afterAll(() => session.release());

async function inferMask(tensor: Float32Array): Promise<Float32Array> {
  const input = new Tensor('float32', tensor, [1, 3, 320, 320]);
  const outputs = await session.run({ [session.inputNames[0]]: input });
  return outputs[session.outputNames[0]].data as Float32Array;
}

function asPicture({ width, height, photo }: ProductPhoto): Picture8 {
  const data = Buffer.alloc(width * height * 4, 255);
  for (let i = 0; i < width * height; i++) data.set(photo.subarray(i * 3, i * 3 + 3), i * 4);
  return { width, height, data, hasAlpha: false };
}

async function cutProduct(
  name: ProductName,
  width: number,
): Promise<{ truth: ProductPhoto; cutout: Cutout }> {
  const truth = await renderProduct(name, { width });
  return { truth, cutout: await cutOut(asPicture(truth), { inferMask }) };
}

/** Bounds are half as much again as what was measured: per mille of the picture, per cent of the band. */
test.each<{ name: ProductName; mean: number; band: number; halo: number }>([
  { name: 'serum-bottle', mean: 6.1, band: 26, halo: 3.8 },
  { name: 'cream-jar', mean: 5.3, band: 14, halo: 2.2 },
  { name: 'drink-can', mean: 7.1, band: 23, halo: 3.6 },
  { name: 'perfume', mean: 4.2, band: 14.5, halo: 6.7 },
  { name: 'gift-box', mean: 3, band: 10.5, halo: 2 },
  { name: 'apple', mean: 4.1, band: 16.2, halo: 1.7 },
  { name: 'orange', mean: 2.3, band: 9.4, halo: 0.6 },
  { name: 'candle', mean: 19.7, band: 30, halo: 0.9 },
])('cuts out the $name', async ({ name, mean, band, halo }) => {
  const { truth, cutout } = await cutProduct(name, 384);
  const error = measureCutout(truth, cutout.picture);
  expect(error.mean * 1000).toBeLessThan(mean);
  expect(error.band * 100).toBeLessThan(band);
  expect(error.halo * 100).toBeLessThan(halo);
  expect(cutout.confidence).toBeGreaterThan(0.9);
  expect(cutout.warnings).toEqual([]);
});

test('keeps both of two macarons that stand apart', async () => {
  const { truth, cutout } = await cutProduct('macarons', 384);
  const error = measureCutout(truth, cutout.picture);
  expect(error.mean * 1000).toBeLessThan(2.6);
  expect(error.halo * 100).toBeLessThan(2.5);
  const { width, height, data } = cutout.picture;
  const parts = labelRegions((i) => data[i * 4 + 3] > 127, width, height).regions;
  expect(parts).toHaveLength(2);
  expect(
    Math.min(...parts.map(({ area }) => area)) / Math.max(...parts.map(({ area }) => area)),
  ).toBeGreaterThan(0.7);
});

test('keeps fur soft, and the hole of its ring open', async () => {
  const { truth, cutout } = await cutProduct('plush-ball', 720);
  const error = measureCutout(truth, cutout.picture);
  expect(error.band * 100).toBeLessThan(16);
  expect(error.halo * 100).toBeLessThan(7);
  expect(error.softness).toBeGreaterThan(0.5);
  const { width, height, data } = cutout.picture;
  const holes = labelRegions((i) => truth.alpha[i] < 0.05, width, height).regions.filter(
    ({ touchesFrame, area }) => !touchesFrame && area > 300,
  );
  expect(holes).toHaveLength(1);
  const through = holes[0].pixels.reduce((sum, i) => sum + data[i * 4 + 3], 0) / holes[0].area / 255;
  expect(through).toBeLessThan(0.15);
});

test('leaves nothing of the table around the sample cup', async () => {
  const photo = await decodeImage(await readFile(SAMPLE_PHOTO));
  const { picture, confidence, warnings } = await cutOut(photo, { inferMask });
  expect(confidence).toBeGreaterThan(0.9);
  expect(warnings).toEqual([]);
  const alphaAt = (x: number, y: number) => picture.data[(y * picture.width + x) * 4 + 3];
  // Between cup and saucer at the back, where a coarse mask bridges the gap.
  for (const [x, y] of [
    [186, 59],
    [181, 61],
    [177, 63],
  ])
    expect(alphaAt(x, y), `${x}, ${y}`).toBeLessThan(30);
  let covered = 0;
  for (let i = 3; i < picture.data.length; i += 4) covered += picture.data[i] / 255;
  expect(covered / (picture.width * picture.height)).toBeGreaterThan(0.43);
  expect(covered / (picture.width * picture.height)).toBeLessThan(0.5);
});

/** How much of the old background's colour the edge's half-covered pixels have: 0, as just inside, to 1, as outside. */
function haloOf(before: Picture8, { width, height, data }: Picture8, colours: Buffer | Uint8Array): number {
  const reach = 6;
  let [sum, count] = [0, 0];
  for (let y = reach; y < height - reach; y++) {
    for (let x = reach; x < width - reach; x++) {
      const i = y * width + x;
      if (data[i * 4 + 3] < 60 || data[i * 4 + 3] > 200) continue;
      const around = [-reach, reach, -reach * width, reach * width].map((step) => i + step);
      const inside = around.find((j) => data[j * 4 + 3] === 255);
      const outside = around.find((j) => data[j * 4 + 3] === 0);
      if (inside === undefined || outside === undefined) continue;
      let [along, squared] = [0, 0];
      for (let c = 0; c < 3; c++) {
        const step = before.data[outside * 4 + c] - data[inside * 4 + c];
        along += step * (colours[i * 4 + c] - data[inside * 4 + c]);
        squared += step * step;
      }
      if (squared < 3000) continue;
      sum += Math.max(0, Math.min(1, along / squared));
      count++;
    }
  }
  return count === 0 ? 0 : sum / count;
}

/** Photos of other things than products: areas and confidences as a look at the cut-outs found them right. */
test.each([
  { name: 'chelsea.png', confidence: 0.75, area: [0.57, 0.64], halo: 0.6, warned: ['PRODUCT_TOUCHES_FRAME'] },
  { name: 'rocket.jpg', confidence: 0.55, area: [0.018, 0.032], halo: 0.8, warned: [] },
])('cuts $name out', async ({ name, confidence, area, halo, warned }) => {
  const photo = await decodeImage(await readFile(join(import.meta.dirname, '../fixtures/photos', name)));
  const before = { ...photo, data: Buffer.from(photo.data) };
  const cutout = await cutOut(photo, { inferMask });
  const { data, width, height } = cutout.picture;
  let covered = 0;
  for (let i = 3; i < data.length; i += 4) covered += data[i] / 255;
  expect(cutout.confidence).toBeGreaterThan(confidence);
  expect(cutout.warnings.map(({ reason }) => reason)).toEqual(warned);
  expect(covered / (width * height)).toBeGreaterThan(area[0]);
  expect(covered / (width * height)).toBeLessThan(area[1]);
  // Against the same edge with the photo's own colours.
  const uncleaned = haloOf(before, cutout.picture, before.data);
  expect(haloOf(before, cutout.picture, data)).toBeLessThan(halo * uncleaned);
});
