import { expect, test } from 'vitest';
import { createRaster } from './raster.ts';
import { compositeOver, downsample2, resizeBilinear } from './resample.ts';

test('halves and enlarges a flat picture without changing it, odd sizes too', async () => {
  const flat = createRaster(7, 5, 3);
  flat.data.fill(0.25);
  const half = await downsample2(flat);
  expect([half.width, half.height]).toEqual([4, 3]);
  expect([...new Set(resizeBilinear(half, 9, 9).data)]).toEqual([0.25]);
});

test('halving takes the mean of four', async () => {
  const raster = createRaster(4, 2, 1);
  raster.data.set([1, 2, 3, 4, 5, 6, 7, 8]);
  expect([...(await downsample2(raster)).data]).toEqual([3.5, 5.5]);
});

test('composites premultiplied colour over', () => {
  const target = createRaster(1, 1, 3);
  target.data.set([1, 0.5, 0]);
  const source = createRaster(1, 1, 4);
  source.data.set([0.25, 0, 0.25, 0.5]);
  compositeOver(target, source);
  expect([...target.data]).toEqual([0.75, 0.25, 0.25]);
});
