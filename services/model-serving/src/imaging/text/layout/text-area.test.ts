import { expect, test } from 'vitest';
import { safeArea, textArea } from './text-area.ts';

const FORMATS = [
  [64, 64],
  [1024, 1024],
  [1080, 1920],
  [1920, 1080],
  [728, 90],
  [64, 768],
  [4096, 342],
] as const;

test('every band lies inside the safe area and has room', () => {
  for (const [width, height] of FORMATS) {
    const safe = safeArea(width, height);
    expect(safe.x).toBe(Math.ceil((Math.min(width, height) * 100) / 1024));
    for (const anchor of ['top', 'center', 'bottom'] as const) {
      for (const scale of [0, 0.1, 0.45, 0.9]) {
        const area = textArea({ width, height }, anchor, { scale, inFront: false });
        expect(area.x).toBeGreaterThanOrEqual(safe.x);
        expect(area.y).toBeGreaterThanOrEqual(safe.y);
        expect(area.x + area.width).toBeLessThanOrEqual(safe.x + safe.width + 1e-9);
        expect(area.y + area.height).toBeLessThanOrEqual(safe.y + safe.height + 1e-9);
        expect(Math.min(area.width, area.height)).toBeGreaterThan(Math.min(width, height) * 0.15);
      }
    }
  }
});

test('the upper band ends above the product, a larger product leaves less', () => {
  const canvas = { width: 1000, height: 1000 };
  const end = (scale: number): number => {
    const { y, height } = textArea(canvas, 'top', { scale, inFront: false });
    return y + height;
  };
  expect(end(0.45)).toBeCloseTo(370, 5);
  expect(end(0.5)).toBeLessThan(end(0.45));
  expect(end(0)).toBeGreaterThan(end(0.45));
});

test('in a banner the copy takes the part left of the product', () => {
  const area = textArea({ width: 728, height: 90 }, 'top', { scale: 0.45, inFront: false });
  expect(area.anchor).toBe('center');
  expect(area.x + area.width).toBeLessThan(364);
  expect(textArea({ width: 728, height: 90 }, 'top', { scale: 0, inFront: false }).width).toBeGreaterThan(
    690,
  );
});
