import { expect, test } from 'vitest';
import type { Picture8 } from '../io/decode-image.ts';
import { autoPlace } from './auto-place.ts';
import { mapPicture } from './picture-map.ts';

const canvas = { width: 320, height: 320 };
const size = { width: 180, height: 60 };

function picture(grey: (x: number, y: number) => number): Picture8 {
  const data = Buffer.alloc(canvas.width * canvas.height * 4, 255);
  for (let i = 0; i < canvas.width * canvas.height; i++) {
    data.fill(grey(i % canvas.width, Math.floor(i / canvas.width)), i * 4, i * 4 + 3);
  }
  return { ...canvas, data, hasAlpha: false };
}

function place(source: Picture8, mask?: (x: number, y: number) => boolean, textLightness = 0.9) {
  const grey =
    mask &&
    Uint8Array.from({ length: canvas.width * canvas.height }, (_, i) =>
      mask(i % canvas.width, Math.floor(i / canvas.width)) ? 255 : 0,
    );
  return autoPlace({
    map: mapPicture(source, grey),
    canvas,
    size,
    textLightness,
    hasMask: mask !== undefined,
  });
}

test('calm is preferred to busy', () => {
  const busyAbove = picture((x, y) => (y < 160 ? (((x >> 2) + (y >> 2)) % 2 ? 200 : 20) : 60));
  expect(place(busyAbove, () => false).y).toBeGreaterThanOrEqual(155);
});

test('contrast with the text is preferred', () => {
  const halves = picture((_, y) => (y < 160 ? 235 : 25));
  expect(place(halves, () => false, 0.95).y).toBeGreaterThanOrEqual(150);
  expect(place(halves, () => false, 0.1).y).toBeLessThan(100);
});

test('text shrinks or moves aside rather than covering the product', () => {
  const inTheMiddle = (x: number, y: number): boolean => x > 150 && y > 90 && y < 300;
  const found = place(
    picture(() => 60),
    inTheMiddle,
  );
  for (let y = found.y; y < found.y + found.height; y++) {
    for (let x = found.x; x < found.x + found.width; x++) expect(inTheMiddle(x, y)).toBe(false);
  }
});

test('without a mask the third with the most dark wins, the top one when nothing is dark', () => {
  expect(place(picture((_, y) => (y > 220 ? 20 : 180))).y).toBeGreaterThan(180);
  expect(place(picture(() => 180)).y).toBeLessThan(80);
});
