import { FONTS, findFont } from '@nanococoa/common/fonts/font-catalogue.ts';
import { expect, test } from 'vitest';
import { arrangeLines, createShaper } from '../layout/arrange-lines.ts';
import { boundarySegments } from '../shaping/boundary-segments.ts';
import type { Contour } from '../shaping/flatten-outline.ts';
import { loadFont } from '../shaping/load-font.ts';
import { buildField } from './build-field.ts';
import { sampleGrid } from './field.ts';
import { fillMask } from './fill-mask.ts';
import { inflate } from './inflate.ts';
import { distanceToSegments } from './nearest-segment.ts';
import { thinnestHalfStroke } from './thinnest-stroke.ts';

test('distances are exact to a slanted line, not to pixels', () => {
  const distance = distanceToSegments(Float64Array.of(5, 5, 55, 30), 60, 40);
  const normal = Math.hypot(50, 25);
  let worst = 0;
  for (let y = 0; y < 40; y++) {
    for (let x = 0; x < 60; x++) {
      const px = x + 0.5 - 5;
      const py = y + 0.5 - 5;
      const along = (px * 50 + py * 25) / (normal * normal);
      if (along < 0 || along > 1) continue;
      const exact = Math.abs(px * 25 - py * 50) / normal;
      worst = Math.max(worst, Math.abs(distance[y * 60 + x] - exact));
    }
  }
  expect(worst).toBeLessThan(1e-4);
});

test('contours that overlap have no edge inside the ink', () => {
  const square = (x: number, y: number): Contour => Float64Array.of(x, y, x + 1, y, x + 1, y + 1, x, y + 1);
  const boundary = boundarySegments([square(0, 0), square(0.5, 0.25)]);
  let length = 0;
  for (let i = 0; i < boundary.length; i += 4) {
    length += Math.hypot(boundary[i + 2] - boundary[i], boundary[i + 3] - boundary[i + 1]);
    const x = (boundary[i] + boundary[i + 2]) / 2;
    const y = (boundary[i + 1] + boundary[i + 3]) / 2;
    expect(x > 0.51 && x < 0.99 && y > 0.26 && y < 0.99).toBe(false);
  }
  expect(length).toBeCloseTo(5.5, 1);
  expect(
    fillMask([square(0, 0).map((v) => v * 10), square(0.5, 0).map((v) => v * 10)], 15, 10).every(
      (v) => v === 1,
    ),
  ).toBe(true);
});

test.each(FONTS.map(({ id }) => id))(
  '%s: inside is negative, the field agrees with the ink, strokes have width',
  async (id) => {
    const entry = findFont(id);
    if (!entry) throw new Error(id);
    const font = await loadFont(entry);
    const copy = arrangeLines(['쁩9'], createShaper(font, 0), { emphasis: false, align: 'center' });
    const field = await buildField(copy, { texelsPerEm: 120, paddingEm: 0.2 });
    expect(sampleGrid(field.distance, field.width, field.height, 2, 2)).toBeGreaterThan(10);
    const ink = field.distance.reduce((sum, d) => sum + (d < 0 ? 1 : 0), 0) / (field.width * field.height);
    expect(ink).toBeGreaterThan(0.08);
    expect(ink).toBeLessThan(0.7);
    const half = thinnestHalfStroke(field) / 120;
    expect(half).toBeGreaterThan(0.008);
    expect(half).toBeLessThan(0.09);
  },
);

test('a stroke inflates to a half pipe', async () => {
  const [width, height, radius] = [120, 40, 12];
  const distance = Float32Array.from({ length: width * height }, (_, i) => {
    const x = (i % width) + 0.5;
    const y = Math.floor(i / width) + 0.5;
    return Math.max(Math.abs(y - 20) - radius, Math.abs(x - 60) - 52);
  });
  const heights = await inflate({ width, height, distance, texelsPerEm: 100, padding: 8 });
  expect(heights[20 * width + 60]).toBeGreaterThan(radius * 0.9);
  expect(heights[20 * width + 60]).toBeLessThan(radius * 1.1);
  expect(heights[2 * width + 60]).toBe(0);
});
