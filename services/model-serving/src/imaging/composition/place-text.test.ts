import { expect, test } from 'vitest';
import { isInsideSafeArea, placeText } from './place-text.ts';

const canvas = { width: 1024, height: 1024 };

test('ink keeps its size and its place across, and moves to the position', () => {
  const ink = { x: 300, y: 500, width: 424, height: 100 };
  expect(placeText(canvas, ink, canvas, 'top')).toEqual({ x: 300, y: 100, width: 424, height: 100 });
  expect(placeText(canvas, ink, canvas, 'bottom').y).toBe(824);
  expect(placeText(canvas, ink, canvas, 'center').y).toBe(462);
});

test('a smaller layer is laid over the whole canvas', () => {
  const place = placeText(
    { width: 512, height: 512 },
    { x: 156, y: 10, width: 200, height: 50 },
    canvas,
    'top',
  );
  expect(place).toEqual({ x: 312, y: 100, width: 400, height: 100 });
});

test('ink larger than the safe area shrinks into it, ink over its edge moves in', () => {
  const wide = placeText(canvas, { x: 0, y: 0, width: 1024, height: 200 }, canvas, 'top');
  expect(wide).toMatchObject({ x: 100, y: 100, width: 824 });
  expect(isInsideSafeArea(wide, canvas)).toBe(true);
  expect(placeText(canvas, { x: 0, y: 0, width: 300, height: 100 }, canvas, 'top').x).toBe(100);
  expect(isInsideSafeArea({ x: 99, y: 100, width: 10, height: 10 }, canvas)).toBe(false);
});
