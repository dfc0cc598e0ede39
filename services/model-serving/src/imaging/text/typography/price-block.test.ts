import { FONTS } from '@nanococoa/common/fonts/font-catalogue.ts';
import { expect, test } from 'vitest';
import { createShaper } from '../layout/arrange-lines.ts';
import { loadFont } from '../shaping/load-font.ts';
import type { Polygon } from './block.ts';
import { priceBlock } from './price-block.ts';

const shaper = createShaper(await loadFont(FONTS[0]), 0);
const faces = { price: shaper, oldPrice: shaper };
const options = { size: 100, maxWidth: 2000, align: 'left', stacked: false } as const;

function box(polygons: readonly Polygon[]) {
  const xs = polygons.flatMap((polygon) => [...polygon].filter((_, i) => i % 2 === 0));
  const ys = polygons.flatMap((polygon) => [...polygon].filter((_, i) => i % 2 === 1));
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

function heightOf(price: string): number {
  const block = priceBlock({ price, oldPrice: '' }, faces, options);
  const { top, bottom } = box(block?.parts()[0].polygons ?? []);
  return bottom - top;
}

test('what is no digit is set smaller: the price is no taller with it', () => {
  expect(heightOf('25000원')).toBeLessThan(1.08 * heightOf('25000'));
  expect(heightOf('$25000')).toBeLessThan(1.08 * heightOf('25000'));
  const width = (price: string) => priceBlock({ price, oldPrice: '' }, faces, options)?.width ?? 0;
  expect(width('25,000원') - width('25,000')).toBeLessThan(0.65 * 100);
});

test('the old price stands before the price, weaker, struck through from end to end', () => {
  const block = priceBlock({ price: '25,000원', oldPrice: '30,000원' }, faces, options);
  const [, old, price] = block?.parts() ?? [];
  expect([old.ink, price.ink]).toEqual(['muted', 'text']);
  const [before, now] = [box(old.polygons), box(price.polygons)];
  expect(before.right).toBeLessThan(now.left - 20);
  expect(before.bottom - before.top).toBeLessThan(0.6 * (now.bottom - now.top));
  const strike = box(old.polygons.slice(-1));
  expect(strike.left).toBeCloseTo(before.left, 3);
  expect(strike.right).toBeCloseTo(before.right, 3);
  expect(strike.bottom - strike.top).toBeLessThan(6);
});

test('where a row is too wide it is stacked, and all ink lies in the block', () => {
  const copy = { price: '25,000원', oldPrice: '30,000원' };
  const maxWidth = 420;
  expect(priceBlock(copy, faces, { ...options, maxWidth })).toBeUndefined();
  for (const align of ['left', 'center', 'right'] as const) {
    for (const [stacked, width] of [
      [true, maxWidth],
      [false, 2000],
    ] as const) {
      const block = priceBlock(copy, faces, { ...options, maxWidth: width, align, stacked });
      const { left, right, top, bottom } = box(block?.parts().flatMap(({ polygons }) => [...polygons]) ?? []);
      expect(left).toBeGreaterThanOrEqual(-0.01);
      expect(top).toBeGreaterThanOrEqual(-0.01);
      expect(right).toBeLessThanOrEqual((block?.width ?? 0) + 0.01);
      expect(bottom).toBeLessThanOrEqual((block?.height ?? 0) + 0.01);
    }
  }
});
