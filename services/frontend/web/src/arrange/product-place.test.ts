import { expect, it } from 'vitest';
import { boxAt, clampPlace, isSamePlace, roundPlace } from './product-place.ts';

const LIMITS = {
  x: { minimum: 0, maximum: 1 },
  y: { minimum: 0, maximum: 1 },
  scale: { minimum: 0.1, maximum: 0.9 },
};

it('keeps a place within the limits', () => {
  expect(clampPlace({ x: -0.2, y: 1.3, scale: 0.95 }, LIMITS)).toEqual({ x: 0, y: 1, scale: 0.9 });
  expect(clampPlace({ x: 0.2, y: 0.3, scale: 0.05 }, LIMITS)).toEqual({ x: 0.2, y: 0.3, scale: 0.1 });
});

it('puts the box around the foot, its height the scale', () => {
  const box = boxAt({ x: 0.5, y: 0.8, scale: 0.4 }, { left: -0.5, right: 0.7, top: -0.8, bottom: 0.2 }, 2);
  expect(box.left).toBeCloseTo(0.4, 9);
  expect(box.right).toBeCloseTo(0.64, 9);
  expect(box.top).toBeCloseTo(0.48, 9);
  expect(box.bottom).toBeCloseTo(0.88, 9);
});

it('takes for the same what nobody sees, and sends no more than that', () => {
  const place = { x: 0.5, y: 0.75, scale: 0.45 };
  expect(isSamePlace(place, { ...place, x: 0.50005 })).toBe(true);
  expect(isSamePlace(place, { ...place, scale: 0.4502 })).toBe(false);
  expect(roundPlace({ x: 0.123456, y: 0.98765, scale: 1 / 3 })).toEqual({
    x: 0.1235,
    y: 0.9877,
    scale: 0.3333,
  });
});
