import { expect, test } from 'vitest';
import { productCoverage } from './product-coverage.ts';
import { riseAboveProduct } from './rise-above-product.ts';

const canvas = { width: 200, height: 200 };
const sprite = { width: 100, height: 40, data: Buffer.alloc(100 * 40 * 4, 255), hasAlpha: true };
const place = { x: 50, y: 80, width: 100, height: 40 };
/** A product from y = 90 down, as wide as the canvas. */
const mask = Uint8Array.from({ length: 200 * 200 }, (_, i) => (Math.floor(i / 200) >= 90 ? 255 : 0));

test('a text that the product hides rises no further than needed', () => {
  expect(productCoverage(sprite, place, mask, 200)).toMatchObject({ ofText: 0.75 });
  const risen = riseAboveProduct(sprite, place, mask, canvas);
  expect(productCoverage(sprite, risen, mask, 200).ofText).toBeLessThanOrEqual(0.25);
  expect(productCoverage(sprite, risen, mask, 200).ofText).toBeGreaterThan(0.1);
  expect({ ...risen, y: 0 }).toEqual({ ...place, y: 0 });
});

test('a text that can be read stays', () => {
  expect(riseAboveProduct(sprite, { ...place, y: 60 }, mask, canvas).y).toBe(60);
});

test('it never leaves the safe area', () => {
  const everywhere = new Uint8Array(200 * 200).fill(255);
  expect(riseAboveProduct(sprite, place, everywhere, canvas).y).toBe(80);
  const low = Uint8Array.from({ length: 200 * 200 }, (_, i) => (Math.floor(i / 200) >= 25 ? 255 : 0));
  expect(riseAboveProduct(sprite, place, low, canvas).y).toBe(20);
});
