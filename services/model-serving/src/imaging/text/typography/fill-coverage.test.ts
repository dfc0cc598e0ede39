import { expect, test } from 'vitest';
import { fillCoverage } from './fill-coverage.ts';
import { circle, ring, roundedRectangle } from './shapes.ts';

const canvas = { width: 64, height: 48 };

function area(polygons: Float64Array[]): number {
  return fillCoverage(polygons, canvas)?.data.reduce((sum, value) => sum + value, 0) ?? 0;
}

test('a rectangle covers its border pixels by the part that lies in them', () => {
  const coverage = fillCoverage([Float64Array.of(2.25, 3.5, 5.5, 3.5, 5.5, 5.75, 2.25, 5.75)], canvas);
  expect(coverage).toMatchObject({ x: 2, y: 3, width: 4, height: 3 });
  const rows = [0, 1, 2].map((row) => [...(coverage?.data.subarray(row * 4, row * 4 + 4) ?? [])]);
  const across = [0.75, 1, 1, 0.5];
  for (const [row, down] of [0.5, 1, 0.75].entries()) {
    for (const [column, part] of across.entries()) expect(rows[row][column]).toBeCloseTo(part * down, 5);
  }
});

test('areas are those of geometry, whichever way contours run', () => {
  expect(area([circle(20.3, 21.7, 15)])).toBeCloseTo(Math.PI * 225, 0);
  expect(area([circle(20.3, 21.7, 15).toReversed()])).toBeCloseTo(0 + Math.PI * 225, 0);
  expect(area(ring(20, 20, 15, 10))).toBeCloseTo(Math.PI * 125, 0);
  expect(area([roundedRectangle(3.5, 4.25, 40, 20, 10)])).toBeCloseTo(800 - 400 + Math.PI * 100, 0);
  // A slanted sliver that crosses many pixels in one row.
  expect(area([Float64Array.of(1, 1, 61, 1.5, 61, 2, 1, 1.25)])).toBeCloseTo(60 * 0.375, 3);
});

test('contours that overlap the same way count once', () => {
  const one = roundedRectangle(5, 5, 20, 20, 0);
  const two = roundedRectangle(15, 5, 20, 20, 0);
  expect(area([one, two])).toBeCloseTo(600, 3);
});

test('what lies outside of the canvas is cut off', () => {
  expect(area([roundedRectangle(-10, -10, 20, 20, 0)])).toBeCloseTo(100, 3);
  expect(fillCoverage([roundedRectangle(-30, 5, 20, 20, 0)], canvas)).toBeUndefined();
  expect(fillCoverage([], canvas)).toBeUndefined();
});
