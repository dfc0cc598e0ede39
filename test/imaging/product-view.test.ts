import { expect, test } from 'vitest';
import { estimateView } from '../../services/model-serving/src/imaging/product/estimate-view.ts';
import { measureSilhouette } from '../../services/model-serving/src/imaging/product/silhouette.ts';
import type { ProductName } from '../support/products/products.ts';
import { type ProductOutline, traceOutline } from '../support/products/trace-outline.ts';

const WIDTH = 384;
const NEAR_DEG = 7;

const traced = new Map<string, Promise<ProductOutline>>();

async function viewOf(name: ProductName, options: { elevationDeg?: number; turnDeg?: number } = {}) {
  const key = JSON.stringify([name, options]);
  const tracing = traced.get(key) ?? traceOutline(name, { width: WIDTH, ...options });
  traced.set(key, tracing);
  const outline = await tracing;
  return { ...outline, view: estimateView(measureSilhouette(outline.picture)) };
}

test.each([
  ['serum-bottle', 1],
  ['cream-jar', 1],
  ['drink-can', 1],
  ['candle', 1],
  ['apple', 1],
  ['orange', 1],
  ['plush-ball', 1],
  ['perfume', 1],
  ['gift-box', 1],
  ['macarons', 2],
] as const)('reads from where %s was photographed, and its %d foot', async (name, feet) => {
  const { view, footElevationDeg, footX, footY } = await viewOf(name);
  expect(Math.abs(view.elevationDeg - footElevationDeg)).toBeLessThan(NEAR_DEG);
  expect(view.rollDeg).toBe(0);
  expect(view.feet).toHaveLength(feet);
  expect(Math.abs(view.baseX - footX)).toBeLessThan(WIDTH * 0.02);
  expect(Math.abs(view.baseY - footY)).toBeLessThan(WIDTH * 0.03);
});

test.each([
  ['candle', { elevationDeg: 42 }],
  ['cream-jar', { elevationDeg: 35 }],
  ['gift-box', { elevationDeg: 18, turnDeg: 50 }],
  ['perfume', { elevationDeg: 24, turnDeg: 35 }],
] as const)('reads it from other places, too: %s, %o', async (name, from) => {
  const { view, footElevationDeg } = await viewOf(name, from);
  expect(Math.abs(view.elevationDeg - footElevationDeg)).toBeLessThan(NEAR_DEG);
  expect(view.rollDeg).toBe(0);
});

test('finds the corners of a box on the surface', async () => {
  const { view, footX, footY, pixelsPerCm } = await viewOf('gift-box');
  const [foot] = view.feet;
  expect(foot.edges).toHaveLength(3);
  const [left, corner, right] = foot.edges ?? [];
  // A square of 8.6 cm, turned by 32°: its half diagonal is 6.1 cm.
  const at = (deg: number) => footX + 6.08 * Math.sin((deg * Math.PI) / 180) * pixelsPerCm;
  expect(Math.abs(left[0] - at(-77))).toBeLessThan(8);
  expect(Math.abs(corner[0] - at(13))).toBeLessThan(8);
  expect(Math.abs(right[0] - at(103))).toBeLessThan(8);
  expect(Math.abs(foot.y - footY)).toBeLessThan(8);
});

test('takes neither a box nor a bottle for one seen from its corner when it is seen from the front', async () => {
  expect((await viewOf('gift-box', { turnDeg: 0 })).view.feet[0].edges ?? []).not.toHaveLength(3);
  expect((await viewOf('serum-bottle')).view.feet[0].edges).toBeUndefined();
});
