import { expect, test } from 'vitest';
import { edgePicture, type Rgb } from './edge-picture.fixture.ts';
import { mixEdge } from './mix-edge.ts';
import { LAYER_STRIDE, sampleLayers } from './sample-layers.ts';

const FRONT: Rgb = [200, 40, 30];
const BACK: Rgb = [40, 200, 60];
const share = (x: number) => Math.min(1, Math.max(0, (22.5 - x) / 5));
const picture = edgePicture(
  40,
  20,
  (x) => [0, 1, 2].map((c) => Math.round(FRONT[c] * share(x) + BACK[c] * (1 - share(x)))) as Rgb,
  (x) => (x < 16 ? 'product' : x > 24 ? 'background' : 'unknown'),
);
const { data, kinds, band } = picture;
const prior = Float32Array.from(band.cells, (i) => share(i % 40));
const layers = sampleLayers(data, kinds, band, prior, 10);

test('finds the colours on both sides of each pixel', () => {
  const k = band.cells.indexOf(10 * 40 + 20);
  const layer = [...layers.subarray(k * LAYER_STRIDE, (k + 1) * LAYER_STRIDE)];
  expect(layer.slice(0, 3)).toEqual(FRONT);
  expect(layer.slice(3, 6)).toEqual(BACK);
  expect(layer[6]).toBeGreaterThan(0.98);
});

test('tells alpha from the place between them, and takes the background out of the colour', () => {
  const distance = Float32Array.from(band.cells, (i) => 20 - (i % 40));
  const colours = mixEdge(data, kinds, band, distance, layers, 5);
  for (const x of [18, 19, 20, 21]) {
    const k = band.cells.indexOf(10 * 40 + x) * 4;
    expect(Math.abs(colours[k + 3] / 255 - share(x)), `column ${x}`).toBeLessThan(0.08);
    expect(colours[k + 1], `column ${x}`).toBeLessThan(60);
  }
});

test('mixes nothing beyond the seam, whatever the colour', () => {
  const distance = Float32Array.from(band.cells, (i) => 17 - (i % 40));
  const colours = mixEdge(data, kinds, band, distance, layers, 2);
  expect(colours[band.cells.indexOf(10 * 40 + 20) * 4 + 3]).toBe(0);
});
