import { expect, test } from 'vitest';
import { createRaster } from '../raster/raster.ts';
import { finishPicture } from './finish.ts';

const LOOK = { exposure: 1, vignette: 0, saturation: 1, contrast: 1, bloom: 0 };

/** A dark gradient, less than one step of 8 bits in eight pixels. */
function gradient() {
  const picture = createRaster(256, 64, 3);
  for (let i = 0; i < 256 * 64; i++) picture.data.fill(0.02 + (i % 256) * 0.00003, i * 3, i * 3 + 3);
  return picture;
}

test('breaks bands of a gradient up even without grain', async () => {
  const out = await finishPicture(gradient(), { ...LOOK, grain: 0 });
  let longest = 0;
  let run = 0;
  for (let x = 1; x < 256; x++) {
    run = out[x * 3] === out[(x - 1) * 3] ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  expect(longest).toBeLessThan(14);
  const mean = (from: number) => {
    let sum = 0;
    for (let y = 0; y < 64; y++) for (let x = from; x < from + 64; x++) sum += out[(y * 256 + x) * 3];
    return sum / 4096;
  };
  // The noise does not hide what is there.
  expect(mean(192) - mean(0)).toBeGreaterThan(1);
});

test('grains more where asked, and darkens corners by the vignette', async () => {
  const spread = async (grain: number) => {
    const out = await finishPicture(gradient(), { ...LOOK, grain });
    const values = Array.from({ length: 64 }, (_, y) => out[(y * 256 + 128) * 3]);
    const mean = values.reduce((a, b) => a + b, 0) / 64;
    return Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / 64);
  };
  expect(await spread(0.04)).toBeGreaterThan((await spread(0)) * 3);
  const picture = createRaster(128, 128, 3);
  picture.data.fill(0.3);
  const dark = await finishPicture(picture, { ...LOOK, vignette: 0.6, grain: 0 });
  expect(dark[0]).toBeLessThan(dark[(64 * 128 + 64) * 3] - 20);
});
