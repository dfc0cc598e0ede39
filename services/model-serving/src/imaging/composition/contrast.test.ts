import { expect, test } from 'vitest';
import { createRaster } from '../raster/raster.ts';
import { chooseScrim, underScrim } from './choose-scrim.ts';
import { contrastRatio, lowContrast, measureContrast } from './contrast.ts';

test('ratios are those of WCAG', () => {
  expect(contrastRatio(1, 0)).toBeCloseTo(21, 5);
  expect(contrastRatio(0.2, 0.2)).toBe(1);
  expect(contrastRatio(0.05, 0.45)).toBeCloseTo(5, 5);
});

test('text is compared with what is around it, by its part that stands out more', async () => {
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
  const cells = await measureContrast({ picture, text, alpha, ambient, stroke: 8 });
  expect(cells).toHaveLength(2);
  expect(cells[0].around).toBeCloseTo(0.18, 5);
  expect(lowContrast(cells)).toBeCloseTo(contrastRatio(0.8, 0.18), 0);
});

test('a scrim is as weak as does it, and none when nothing is wrong', () => {
  expect(chooseScrim([{ bright: 0.9, dark: 0.85, around: 0.05 }])).toBe(0);
  const strength = chooseScrim([{ bright: 0.9, dark: 0.85, around: 0.38 }]);
  expect(strength).toBeLessThan(-0.15);
  const around = underScrim(0.38, strength);
  expect(contrastRatio(0.9, around)).toBeGreaterThan(2.9);
  expect(contrastRatio(0.9, around)).toBeLessThan(5);
  expect(chooseScrim([{ bright: 0.03, dark: 0.01, around: 0.06 }])).toBeGreaterThan(0);
  // On a bright picture it stays weak: rather a warning than a stain.
  expect(chooseScrim([{ bright: 0.95, dark: 0.9, around: 0.8 }])).toBeGreaterThan(-0.25);
});
