import type { Camera, Light } from '@nanococoa/proto/common/v1/scene.ts';
import { expect, test } from 'vitest';
import { createRaster } from '../raster/raster.ts';
import { groundShadow, groundSlope } from './ground-shadow.ts';

const canvas = { width: 1000, height: 1000 };
const camera: Camera = { heightCm: 40, distanceCm: 60, pitchDeg: 30, verticalFovDeg: 37 };
const light = (azimuthDeg: number, elevationDeg = 40) => ({ azimuthDeg, elevationDeg }) as Light;
const standing = { x: 200, y: 600, width: 600, height: 150 };

test('the shadow falls away from the light, longer where the light is low', () => {
  const right = groundSlope(standing, canvas, light(50), camera);
  const left = groundSlope(standing, canvas, light(-50), camera);
  const low = groundSlope(standing, canvas, light(50, 55), camera);
  expect(right?.across).toBeLessThan(-0.3);
  expect(left?.across).toBeGreaterThan(0.3);
  expect(right?.down).toBeGreaterThan(0.1);
  expect(groundSlope(standing, canvas, light(150), camera)?.down).toBeLessThan(0);
  expect(Math.abs(low?.across ?? 0)).toBeLessThan(Math.abs(right?.across ?? 0));
});

test('letters before the backdrop stand on nothing, nor do those of an unknown scene', () => {
  const high = { ...standing, y: 100 };
  expect(groundSlope(high, canvas, light(50), camera)).toBeUndefined();
  // A level camera: the horizon is in the middle.
  expect(groundSlope({ ...standing, y: 390 }, canvas, light(50), { ...camera, pitchDeg: 0 })).toBeUndefined();
  expect(groundSlope(standing, canvas, light(50), undefined)).toBeUndefined();
});

test('it begins at the foot, and leans to its side', async () => {
  const alpha = createRaster(120, 80, 1);
  for (let y = 10; y < 50; y++) for (let x = 40; x < 60; x++) alpha.data[y * 120 + x] = 1;
  const shadow = await groundShadow(alpha, 50, { across: 0.8, down: 0.4 }, 10);
  const row = (y: number) => shadow.data.subarray(y * 120, (y + 1) * 120);
  const middle = (y: number) =>
    row(y).reduce((sum, value, x) => sum + value * x, 0) / row(y).reduce((a, b) => a + b, 0);
  expect(Math.max(...row(30))).toBeLessThan(0.05);
  expect(Math.max(...row(51))).toBeGreaterThan(0.5);
  expect(middle(60)).toBeGreaterThan(middle(52) + 10);
  expect(Math.max(...row(75))).toBeLessThan(0.05);
});
