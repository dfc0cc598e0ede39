import { expect, test } from 'vitest';
import { createCamera } from '../camera/camera.ts';
import type { PlacedProduct } from '../product/place-product.ts';
import { contactLine } from './contact-line.ts';

const WIDTH = 200;
const camera = createCamera({
  ...{ width: WIDTH, height: WIDTH, heightCm: 40, distanceCm: 70, pitchDeg: 29.7, verticalFovDeg: 20 },
});

/** A product whose outline ends below at bottom(x). */
function product(bottom: (x: number) => number): PlacedProduct {
  const data = new Float32Array(WIDTH * WIDTH * 4);
  for (let y = 0; y < WIDTH; y++) {
    for (let x = 0; x < WIDTH; x++) if (y + 0.5 < bottom(x + 0.5)) data[(y * WIDTH + x) * 4 + 3] = 1;
  }
  return { left: 0, top: 0, width: WIDTH, height: WIDTH, data };
}

/** A square on its corner, half diagonal 6 cm. */
const slope = Math.SQRT1_2;
const half = 6 * Math.SQRT1_2;
const sides = [slope, slope, half, -slope, slope, half, -slope, -slope, half, slope, -slope, half];
const square = { heightCm: 0.05, radiusCm: 6, xCm: 0, zCm: 0, sides };

test('touches all along the lower edges of a box, and not where the outline leaves them', () => {
  const [leftX, leftY] = camera.project(-6, 0, 0);
  const [cornerX, cornerY] = camera.project(0, 0, 6);
  const edge = (x: number) => cornerY - (Math.abs(x - cornerX) * (cornerY - leftY)) / (cornerX - leftX);
  const whole = contactLine({ camera, product: product(edge), discs: [square] });
  for (let x = Math.ceil(leftX) + 2; x < cornerX; x += 3) {
    expect(whole.touches[x]).toBeGreaterThan(0.8);
    expect(Math.abs(whole.y[x] - edge(x + 0.5))).toBeLessThan(1.1);
  }
  expect(whole.touches[Math.floor(leftX) - 4]).toBe(0);
  const lifted = contactLine({
    camera,
    product: product((x) => edge(x) - (x < 100 ? 12 : 0)),
    discs: [square],
  });
  expect(lifted.touches[Math.round(cornerX) - 12]).toBe(0);
  expect(lifted.touches[Math.round(cornerX) + 12]).toBeGreaterThan(0.8);
});

test('follows the front of a round foot, and slices high above it do not count', () => {
  const round = { heightCm: 0.05, radiusCm: 5, xCm: 2, zCm: 0 };
  const [, frontY] = camera.project(2, 0, 5);
  const line = contactLine({
    camera,
    product: product(() => frontY),
    discs: [round, { ...round, heightCm: 4, radiusCm: 9 }],
  });
  const middle = Math.floor(camera.project(2, 0, 5)[0]);
  expect(line.touches[middle]).toBeGreaterThan(0.8);
  expect(line.touches[Math.floor(camera.project(-5, 0, 0)[0])]).toBe(0);
});
