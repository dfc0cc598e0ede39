import { expect, test } from 'vitest';
import { actualScale, FITTED, MAX_SCALE, panBy, pinch, type Zoom, zoomAt } from './view-box.ts';

const PLACE = { width: 400, height: 300 };
/** Where a spot of the fitted picture is seen, from the middle of the place. */
const seen = (zoom: Zoom, x: number, y: number) => [zoom.scale * x + zoom.x, zoom.scale * y + zoom.y];

test('what is under the pointer stays there while the scale changes', () => {
  const once = zoomAt(FITTED, 2, { x: 50, y: -30 }, PLACE);
  expect(seen(once, 50, -30)).toEqual([50, -30]);
  const spot = { x: (100 - once.x) / once.scale, y: (40 - once.y) / once.scale };
  const twice = zoomAt(once, 5, { x: 100, y: 40 }, PLACE);
  expect(seen(twice, spot.x, spot.y)[0]).toBeCloseTo(100);
  expect(seen(twice, spot.x, spot.y)[1]).toBeCloseTo(40);
});

test('never smaller than fitted, never beyond the largest scale, and back where it was', () => {
  const near = zoomAt(FITTED, 1000, { x: 199, y: 149 }, PLACE);
  expect(near.scale).toBe(MAX_SCALE);
  expect(zoomAt(near, 0.1, { x: -100, y: 0 }, PLACE)).toEqual(FITTED);
});

test('the picture is never moved away from its place', () => {
  expect(panBy(FITTED, 50, 50, PLACE)).toEqual(FITTED);
  const zoomed = zoomAt(FITTED, 2, { x: 0, y: 0 }, PLACE);
  expect(panBy(zoomed, 10, -20, PLACE)).toEqual({ scale: 2, x: 10, y: -20 });
  expect(panBy(zoomed, 9999, -9999, PLACE)).toEqual({ scale: 2, x: 200, y: -150 });
});

test('two fingers zoom and move at once', () => {
  const before: [{ x: number; y: number }, { x: number; y: number }] = [
    { x: -20, y: 0 },
    { x: 20, y: 0 },
  ];
  const zoom = pinch(
    FITTED,
    before,
    [
      { x: -60, y: 0 },
      { x: 60, y: 0 },
    ],
    PLACE,
  );
  expect(zoom.scale).toBeCloseTo(3);
  const moved = pinch(
    zoom,
    [before[0], before[1]],
    [
      { x: -10, y: 8 },
      { x: 30, y: 8 },
    ],
    PLACE,
  );
  expect(moved.scale).toBeCloseTo(3);
  expect([moved.x, moved.y]).toEqual([10, 8]);
});

test('actual size is one pixel of the picture for one of the page', () => {
  expect(actualScale({ width: 1024, height: 1024 }, { width: 512, height: 512 })).toBe(2);
  expect(actualScale({ width: 1080, height: 1920 }, { width: 400, height: 300 })).toBeCloseTo(6.4);
  expect(actualScale({ width: 100, height: 100 }, PLACE)).toBe(1);
});
