import { expect, test } from 'vitest';
import { layOut } from '../render/layout.ts';
import { createCamera } from './camera.ts';

test('projects what its rays hit back onto the pixel they came through', () => {
  const camera = createCamera({
    width: 640,
    height: 480,
    heightCm: 40,
    distanceCm: 30,
    pitchDeg: 45,
    verticalFovDeg: 40,
  });
  const ray = [0, 0, 0];
  camera.ray(123, 400, ray);
  const t = -camera.position[1] / ray[1];
  const [x, y] = camera.project(camera.position[0] + ray[0] * t, 0, camera.position[2] + ray[2] * t);
  expect(x).toBeCloseTo(123, 4);
  expect(y).toBeCloseTo(400, 4);
});

test.each([
  [1024, 1024],
  [1080, 1920],
  [1920, 1080],
  [768, 64],
  [64, 768],
])('stands the product inside of a %d×%d canvas, on the surface, under the copy', (width, height) => {
  for (const elevationDeg of [5, 30, 57]) {
    const product = { width: 400, height: 370, baseX: 200, baseY: 220, baseRadius: 200, elevationDeg };
    const layout = layOut({ width, height, scale: 0.45, product, copy: { offer: false }, hasBackdrop: true });
    const [x, y] = layout.camera.project(0, 0, 0);
    expect(x).toBeCloseTo(width / 2, 3);
    expect(y).toBeCloseTo(layout.baseY, 3);
    const footY = layout.baseY + layout.footShift;
    expect(footY / height).toBeGreaterThanOrEqual(0.5);
    expect(footY / height).toBeLessThanOrEqual(0.955);
    expect(product.width * layout.productScale).toBeLessThan(width * 0.85);
    expect(footY - product.baseY * layout.productScale).toBeGreaterThan(0);
    expect(layout.camera.pitchDeg).toBeGreaterThanOrEqual(0);
  }
});
