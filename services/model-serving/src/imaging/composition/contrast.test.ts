import { expect, test } from 'vitest';
import { createRaster } from '../raster/raster.ts';
import { contrastRatio, lowContrast, measureContrast } from './contrast.ts';
import { choosePlate, underPlate } from './contrast-plate.ts';

test('ratios are those of WCAG', () => {
  expect(contrastRatio(1, 0)).toBeCloseTo(21, 5);
  expect(contrastRatio(0.2, 0.2)).toBe(1);
  expect(contrastRatio(0.05, 0.45)).toBeCloseTo(5, 5);
});

test('text is compared with what is around it, by its part that stands out more', () => {
  const [width, height] = [64, 32];
  const alpha = createRaster(width, height, 1);
  const text = createRaster(width, height, 3);
  const picture = createRaster(width, height, 3);
  picture.data.fill(0.18);
  for (let i = 0; i < width * height; i++) {
    if (i % 16 >= 8) continue;
    alpha.data[i] = 1;
    // Like metal: half of each stroke dark, half bright.
    text.data.fill(i % 8 < 4 ? 0.12 : 0.8, i * 3, i * 3 + 3);
  }
  const ambient = createRaster(width, height, 1);
  ambient.data.fill(0.5);
  const cells = measureContrast({ picture, text, alpha, ambient, stroke: 8 });
  expect(cells).toHaveLength(2);
  expect(cells[0].around).toBeCloseTo(0.18, 5);
  expect(lowContrast(cells)).toBeCloseTo(contrastRatio(0.8, 0.18), 0);
});

test('a cloud is as weak as does it, and none when nothing is wrong', async () => {
  const alpha = createRaster(40, 40, 1);
  const ambient = createRaster(40, 40, 1);
  alpha.data.fill(1, 600, 1000);
  ambient.data.fill(0.5, 560, 1040);
  const parts = { alpha, ambient, stroke: 4 };
  expect(await choosePlate([{ bright: 0.9, dark: 0.85, around: 0.05 }], parts)).toBeUndefined();
  const plate = await choosePlate([{ bright: 0.9, dark: 0.85, around: 0.4 }], parts);
  expect(plate?.strength).toBeLessThan(-0.2);
  const around = underPlate(0.4, plate?.strength ?? 0);
  expect(contrastRatio(0.9, around)).toBeGreaterThan(2.9);
  expect(contrastRatio(0.9, around)).toBeLessThan(5);
  const lighten = await choosePlate([{ bright: 0.03, dark: 0.01, around: 0.06 }], parts);
  expect(lighten?.strength).toBeGreaterThan(0);
});
