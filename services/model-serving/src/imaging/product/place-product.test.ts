import { expect, test } from 'vitest';
import type { Picture8 } from '../io/decode-image.ts';
import { relightValue } from '../render/finish.ts';
import { placeProduct } from './place-product.ts';

const SIZE = 60;

/** An opaque square of random colours, 20 to 40, on transparency. */
function square(): Picture8 {
  const data = Buffer.alloc(SIZE * SIZE * 4);
  for (let y = 20; y < 40; y++) {
    for (let x = 20; x < 40; x++)
      data.set([(x * 31) % 256, (y * 57) % 256, (x * y) % 256, 255], (y * SIZE + x) * 4);
  }
  return { width: SIZE, height: SIZE, data, hasAlpha: true };
}

const placement = {
  canvasWidth: 100,
  canvasHeight: 80,
  scale: 1,
  rollDeg: 0,
  fromX: 30,
  fromY: 40,
  toX: 50,
  toY: 70,
  box: { left: 20, top: 20, right: 40, bottom: 40 },
};

test('keeps every pixel of a product at its own size', async () => {
  const source = square();
  const placed = await placeProduct(source, placement);
  for (let y = 20; y < 40; y++) {
    for (let x = 20; x < 40; x++) {
      const at = ((y + 30 - placed.top) * placed.width + x + 20 - placed.left) * 4;
      for (let c = 0; c < 4; c++)
        expect(Math.round(placed.data[at + c] * 255)).toBe(source.data[(y * SIZE + x) * 4 + c]);
    }
  }
});

test('scales, turns and stays inside of the canvas', async () => {
  const placed = await placeProduct(square(), { ...placement, scale: 3, rollDeg: 10, toX: 95 });
  expect(placed.left).toBeGreaterThanOrEqual(0);
  expect(placed.left + placed.width).toBeLessThanOrEqual(100);
  expect(placed.top + placed.height).toBeLessThanOrEqual(80);
  const area = placed.data.reduce((sum, value, i) => sum + (i % 4 === 3 ? value : 0), 0);
  // The half that lies on the canvas, of 60 × 60.
  expect(area).toBeGreaterThan(1200);
  expect(area).toBeLessThan(3000);
});

test('re-lights by a smooth, monotonous curve, and not at all with gain 1', () => {
  for (const value of [0, 0.2, 0.7, 1]) expect(relightValue(value, 1)).toBe(value * 255);
  const brighter = [0.1, 0.3, 0.5, 0.9].map((value) => relightValue(value, 1.2));
  expect(brighter).toEqual([...brighter].sort((a, b) => a - b));
  expect(brighter[1]).toBeGreaterThan(0.3 * 255);
  expect(relightValue(0.5, 0.8)).toBeLessThan(0.5 * 255);
});

test('what is half transparent far from the product is kept, as far as it lies on the canvas', async () => {
  const source = square();
  // A faint veil over everything.
  for (let i = 0; i < SIZE * SIZE; i++)
    if (source.data[i * 4 + 3] === 0) source.data.set([0, 200, 0, 60], i * 4);
  const visible = { left: 0, top: 0, right: SIZE, bottom: SIZE };
  const alphaAt = async (scale: number, x: number, y: number) => {
    const placed = await placeProduct(source, { ...placement, scale, visible });
    return Math.round((placed.data[((y - placed.top) * placed.width + x - placed.left) * 4 + 3] ?? 0) * 255);
  };
  expect(await alphaAt(1, 21, 35)).toBe(60);
  expect(await alphaAt(1, 79, 35)).toBe(60);
  expect(await alphaAt(2, 0, 35)).toBe(60);
  expect(await alphaAt(4, 99, 79)).toBe(60);
});
