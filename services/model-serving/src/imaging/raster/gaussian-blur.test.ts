import { afterEach, expect, test } from 'vitest';
import { startBandThreads, stopBandThreads } from '../parallel/band-threads.ts';
import { gaussianBlur } from './gaussian-blur.ts';
import { createRaster, type Raster } from './raster.ts';

afterEach(() => stopBandThreads());

function point(): Raster {
  const raster = createRaster(41, 41, 1);
  raster.data[20 * 41 + 20] = 100;
  return raster;
}

function waves(width: number, height: number, channels: 1 | 3 | 4): Raster {
  const raster = createRaster(width, height, channels);
  for (let i = 0; i < raster.data.length; i++)
    raster.data[i] = 1 + Math.sin(i * 0.37) + Math.cos(i * i * 0.01);
  return raster;
}

test.each([1, 4])('spreads a point as a Gaussian of σ %d without losing light', async (sigma) => {
  const { data } = await gaussianBlur(point(), sigma);
  expect(data.reduce((a, b) => a + b, 0)).toBeCloseTo(100, 2);
  let variance = 0;
  data.forEach((value, i) => {
    variance += (value / 100) * ((i % 41) - 20) ** 2;
  });
  expect(Math.sqrt(variance)).toBeCloseTo(sigma, 0);
});

test.each([1.2, 5, 80])('repeats the edges: a flat picture stays flat at σ %d', async (sigma) => {
  const flat = createRaster(19, 7, 3);
  flat.data.fill(0.25);
  const { data } = await gaussianBlur(flat, sigma);
  for (const value of data) expect(value).toBeCloseTo(0.25, 6);
});

test.each([1, 3, 4] as const)(
  'gives the same bytes with 1, 2 and 4 threads, %d channels',
  async (channels) => {
    const picture = waves(521, 307, channels);
    for (const sigma of [1.5, 9]) {
      const alone = await gaussianBlur(picture, sigma);
      for (const threads of [1, 3]) {
        startBandThreads(threads);
        expect(Buffer.compare(bytes(await gaussianBlur(picture, sigma)), bytes(alone))).toBe(0);
        await stopBandThreads();
      }
    }
  },
);

const bytes = ({ data }: Raster) => Buffer.from(data.buffer);
