import { expect, test } from 'vitest';
import type { Picture8 } from '../io/decode-image.ts';
import { estimateScene } from './estimate-scene.ts';

const SIDE = 256;

/** A picture from a function of x and y, 0..1, to sRGB 0..255. */
function draw(colour: (x: number, y: number) => readonly [number, number, number]): Picture8 {
  const data = Buffer.alloc(SIDE * SIDE * 4, 255);
  for (let i = 0; i < SIDE * SIDE; i++) {
    data.set(colour((i % SIDE) / SIDE, Math.floor(i / SIDE) / SIDE), i * 4);
  }
  return { width: SIDE, height: SIDE, data, hasAlpha: false };
}

/** Wood-like stripes, so that there is texture to be misled by. */
const stripe = (x: number, y: number) => 12 * Math.sin(y * 90 + 3 * Math.sin(x * 7));

test.each([
  ['left', -1],
  ['right', 1],
] as const)('a surface that is brighter on the %s is lit from there', (_side, sign) => {
  const { light } = estimateScene(
    draw((x, y) => {
      const value = 120 + 40 * sign * (x - 0.5) + stripe(x, y);
      return [value, value * 0.9, value * 0.8];
    }),
  );
  expect(Math.sign(light?.azimuthDeg ?? 0)).toBe(sign);
  expect(Math.abs(light?.azimuthDeg ?? 0)).toBeGreaterThan(30);
});

test('an even picture is lit from neither side', () => {
  const { light } = estimateScene(draw((x, y) => [130 + stripe(x, y), 128, 126]));
  expect(Math.abs(light?.azimuthDeg ?? 90)).toBeLessThan(15);
});

test('warm pictures have a lower colour temperature than neutral ones, and cool ones a higher', () => {
  const kelvin = (r: number, g: number, b: number) =>
    estimateScene(draw((x) => [r * (0.6 + 0.4 * x), g * (0.6 + 0.4 * x), b * (0.6 + 0.4 * x)])).light
      ?.temperatureK ?? 0;
  const [warm, neutral, cool] = [kelvin(240, 200, 150), kelvin(220, 220, 220), kelvin(190, 210, 245)];
  expect(warm).toBeLessThan(4200);
  expect(neutral).toBeGreaterThan(5200);
  expect(neutral).toBeLessThan(6200);
  expect(cool).toBeGreaterThan(7000);
});

test.each([0.25, 0.4, 0.6])('a horizon at %f of the height gives the pitch that puts it there', (row) => {
  const { camera } = estimateScene(
    draw((x, y) => (y < row ? [200, 215, 235] : [120 + stripe(x, y), 90, 60])),
  );
  const { pitchDeg = 0, verticalFovDeg = 0 } = camera ?? {};
  const tan = (degrees: number) => Math.tan((degrees * Math.PI) / 180);
  const seen = 0.5 - tan(pitchDeg) / tan(verticalFovDeg / 2) / 2;
  expect(Math.abs(seen - Math.min(row, 0.5))).toBeLessThan(0.02);
});

test('a picture that is all surface is seen from above', () => {
  const { camera } = estimateScene(draw((x, y) => [150 + stripe(x, y), 120 + stripe(y, x), 90]));
  expect(camera?.pitchDeg).toBeGreaterThan(30);
  expect(camera?.heightCm).toBeGreaterThan(camera?.distanceCm ?? 0);
});

test('a bright, hard-lit picture has more exposure and ratio than an even dark one, and its colours are told', () => {
  const hard = estimateScene(draw((x, y) => (x + y > 1.2 ? [245, 240, 230] : [90, 84, 78])));
  const dark = estimateScene(draw(() => [40, 36, 34]));
  expect(hard.light?.keyRatio).toBeGreaterThan(dark.light?.keyRatio ?? 9);
  expect(hard.light?.exposure).toBeGreaterThan(dark.light?.exposure ?? 9);
  expect(dark.palette).toEqual(['#282422']);
});
