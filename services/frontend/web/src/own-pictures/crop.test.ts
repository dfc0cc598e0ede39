import { expect, it } from 'vitest';
import { cropRect, hasShapeOf, panCrop, WHOLE, zoomCrop } from './crop.ts';

const PICTURE = { width: 4000, height: 2000 };
const SQUARE = { width: 1024, height: 1024 };

it('takes the middle, as much as there is', () => {
  expect(cropRect(PICTURE, SQUARE, WHOLE)).toEqual({ left: 1000, top: 0, width: 2000, height: 2000 });
  expect(cropRect(PICTURE, { width: 4000, height: 1000 }, WHOLE)).toEqual({
    ...{ left: 0, top: 500, width: 4000, height: 1000 },
  });
});

it('follows the hand and stops at the edge', () => {
  const right = panCrop(WHOLE, PICTURE, SQUARE, 0.25, 0.1);
  expect(cropRect(PICTURE, SQUARE, right)).toEqual({ left: 500, top: 0, width: 2000, height: 2000 });
  const edge = panCrop(right, PICTURE, SQUARE, 3, 0);
  expect(cropRect(PICTURE, SQUARE, edge).left).toBe(0);
  // What was dragged beyond the edge need not be dragged back.
  expect(cropRect(PICTURE, SQUARE, panCrop(edge, PICTURE, SQUARE, -0.25, 0)).left).toBe(500);
});

it('zooms about the middle of what is seen, from all of it to a quarter of its width', () => {
  const near = zoomCrop(WHOLE, PICTURE, SQUARE, 2);
  expect(cropRect(PICTURE, SQUARE, near)).toEqual({ left: 1500, top: 500, width: 1000, height: 1000 });
  expect(zoomCrop(near, PICTURE, SQUARE, 99).zoom).toBe(4);
  const corner = panCrop(near, PICTURE, SQUARE, 9, 9);
  expect(cropRect(PICTURE, SQUARE, zoomCrop(corner, PICTURE, SQUARE, 0.2))).toEqual({
    ...{ left: 0, top: 0, width: 2000, height: 2000 },
  });
});

it('takes shapes that differ by a row of pixels for the same', () => {
  expect(hasShapeOf({ width: 1024, height: 1024 }, { width: 2048, height: 2049 })).toBe(true);
  expect(hasShapeOf({ width: 1024, height: 1024 }, { width: 1024, height: 1000 })).toBe(false);
});
