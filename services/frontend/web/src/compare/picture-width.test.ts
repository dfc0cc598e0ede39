import { expect, test } from 'vitest';
import { pictureWidth } from './picture-width.ts';

const SQUARE = { width: 2048, height: 2048 };

test.each([
  ['a place as wide as the rendition', SQUARE, { width: 600, height: 600 }, 1, 1, 640],
  ['a screen with two pixels to one', SQUARE, { width: 600, height: 600 }, 1, 2, 1280],
  [
    'a picture that is higher than its place',
    { width: 1080, height: 1920 },
    { width: 900, height: 600 },
    1,
    1,
    640,
  ],
  ['a large place', SQUARE, { width: 1600, height: 1600 }, 1, 1, undefined],
  ['looked at closely', SQUARE, { width: 300, height: 300 }, 1.2, 1, undefined],
  ['small itself', { width: 600, height: 600 }, { width: 300, height: 300 }, 1, 1, undefined],
])('%s', (_what, picture, place, scale, pixelRatio, width) => {
  expect(pictureWidth(picture, place, scale, pixelRatio)).toBe(width);
});
