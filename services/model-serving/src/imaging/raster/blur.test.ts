import { expect, test } from 'vitest';
import { compositeOver, discBlur, downsample2, gaussianBlur, resizeBilinear } from './blur.ts';
import { createRaster } from './raster.ts';

function point() {
  const raster = createRaster(41, 41, 1);
  raster.data[20 * 41 + 20] = 100;
  return raster;
}

const sum = (data: Float32Array) => data.reduce((a, b) => a + b, 0);

test.each([1, 4])('spreads a point as a Gaussian of σ %d without losing light', (sigma) => {
  const { data } = gaussianBlur(point(), sigma);
  expect(sum(data)).toBeCloseTo(100, 2);
  let variance = 0;
  data.forEach((value, i) => {
    variance += (value / 100) * ((i % 41) - 20) ** 2;
  });
  expect(Math.sqrt(variance)).toBeCloseTo(sigma, 0);
});

test('turns a point into an even disc', () => {
  const { data } = discBlur(point(), 6);
  const at = (x: number, y: number) => data[y * 41 + x];
  expect(at(20, 20)).toBeGreaterThan(0);
  expect(at(24, 20) / at(20, 20)).toBeCloseTo(1, 1);
  expect(at(24, 24) / at(20, 20)).toBeCloseTo(1, 1);
  expect(at(25, 25)).toBe(0);
  expect(at(28, 20)).toBe(0);
});

test('halves and enlarges a flat picture without changing it, odd sizes too', () => {
  const flat = createRaster(7, 5, 3);
  flat.data.fill(0.25);
  const half = downsample2(flat);
  expect([half.width, half.height]).toEqual([4, 3]);
  expect([...new Set(resizeBilinear(half, 9, 9).data)]).toEqual([0.25]);
});

test('composites premultiplied colour over', () => {
  const target = createRaster(1, 1, 3);
  target.data.set([1, 0.5, 0]);
  const source = createRaster(1, 1, 4);
  source.data.set([0.25, 0, 0.25, 0.5]);
  compositeOver(target, source);
  expect([...target.data]).toEqual([0.75, 0.25, 0.25]);
});
