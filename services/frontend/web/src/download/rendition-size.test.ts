import { expect, test } from 'vitest';
import { maxWidth, renditionSize, usualWidths } from './rendition-size.ts';

const PORTRAIT = { width: 1080, height: 1350 };

test('offers what is smaller than the picture', () => {
  expect(usualWidths(PORTRAIT)).toEqual([512]);
  expect(usualWidths({ width: 4096, height: 100 })).toEqual([2048, 1080, 512]);
  expect(maxWidth(PORTRAIT)).toBe(1080);
  expect(maxWidth({ width: 9000, height: 100 })).toBe(4096);
});

test.each([
  [undefined, 1080, 1350],
  [512, 512, 640],
  [2048, 1080, 1350],
])('a copy %s wide is %i × %i', (asked, width, height) => {
  expect(renditionSize(PORTRAIT, asked)).toEqual({ width, height });
});

test('a banner keeps a pixel of height', () => {
  expect(renditionSize({ width: 1200, height: 1 }, 16)).toEqual({ width: 16, height: 1 });
});
