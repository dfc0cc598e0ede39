import { expect, test } from 'vitest';
import { cellAt, edgePicture } from './edge-picture.fixture.ts';
import { smoothOutline } from './smooth-outline.ts';

const picture = edgePicture(
  60,
  40,
  () => [0, 0, 0],
  (_, y) => (y < 10 ? 'product' : y > 30 ? 'background' : 'unknown'),
);
const outline = (inside: (x: number, y: number) => boolean) => {
  const chance = new Float32Array(picture.band.cells.length + 2);
  picture.band.cells.forEach((i, k) => {
    chance[k] = inside(i % 60, Math.floor(i / 60)) ? 1 : 0;
  });
  chance[chance.length - 1] = 1;
  return chance;
};

test('takes a tooth of a pixel or two away and leaves a straight edge where it is', () => {
  const toothed = outline((x, y) => y < 20 || (y < 23 && (x === 30 || x === 31)));
  const even = smoothOutline(picture.band, toothed, 7);
  expect(cellAt(picture, even, 30, 21)).toBeLessThan(0.5);
  for (const x of [5, 20, 45]) {
    expect(cellAt(picture, even, x, 19)).toBeGreaterThan(0.5);
    expect(cellAt(picture, even, x, 20)).toBeLessThan(0.5);
  }
});
