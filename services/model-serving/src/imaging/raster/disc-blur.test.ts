import { afterEach, expect, test } from 'vitest';
import { startBandThreads, stopBandThreads } from '../parallel/band-threads.ts';
import { discBlur } from './disc-blur.ts';
import { createRaster, type Raster } from './raster.ts';

afterEach(() => stopBandThreads());

test('turns a point into an even disc', async () => {
  const raster = createRaster(41, 41, 1);
  raster.data[20 * 41 + 20] = 100;
  const { data } = await discBlur(raster, 6);
  const at = (x: number, y: number) => data[y * 41 + x];
  expect(at(20, 20)).toBeGreaterThan(0);
  expect(at(24, 20) / at(20, 20)).toBeCloseTo(1, 1);
  expect(at(24, 24) / at(20, 20)).toBeCloseTo(1, 1);
  expect(at(25, 25)).toBe(0);
  expect(at(28, 20)).toBe(0);
});

test.each([1.5, 7.3, 60])(
  'means what is inside the picture only: flat stays flat at radius %d',
  async (radius) => {
    const flat = createRaster(23, 11, 3);
    flat.data.fill(0.25);
    for (const value of (await discBlur(flat, radius)).data) expect(value).toBeCloseTo(0.25, 6);
  },
);

/** The definition, slowly. */
function meanAt({ width, height, data }: Raster, x: number, y: number, radius: number): number {
  let sum = 0;
  let total = 0;
  for (let row = 0; row < height; row++) {
    const half = Math.sqrt(radius ** 2 - (row - y) ** 2);
    if (!(half >= 0)) continue;
    for (let column = 0; column < width; column++) {
      const weight = Math.max(0, Math.min(1, 1 + half - Math.abs(column - x)));
      sum += weight * data[row * width + column];
      total += weight;
    }
  }
  return sum / total;
}

test('weights the ends of each row by the part that the disc covers', async () => {
  const raster = createRaster(33, 29, 1);
  for (let i = 0; i < raster.data.length; i++) raster.data[i] = Math.sin(i * 1.7) ** 2;
  const { data } = await discBlur(raster, 4.4);
  for (const [x, y] of [
    [0, 0],
    [4, 3],
    [16, 14],
    [28, 20],
    [32, 28],
  ])
    expect(data[y * 33 + x]).toBeCloseTo(meanAt(raster, x, y, 4.4), 5);
});

test('gives the same bytes with 1, 2 and 4 threads', async () => {
  const raster = createRaster(400, 311, 3);
  for (let i = 0; i < raster.data.length; i++) raster.data[i] = Math.sin(i * 1.7) ** 2;
  const alone = await discBlur(raster, 5.2);
  for (const threads of [1, 3]) {
    startBandThreads(threads);
    const shared = await discBlur(raster, 5.2);
    expect(Buffer.compare(Buffer.from(shared.data.buffer), Buffer.from(alone.data.buffer))).toBe(0);
    await stopBandThreads();
  }
});
