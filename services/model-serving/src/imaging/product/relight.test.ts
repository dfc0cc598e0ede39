import { expect, test } from 'vitest';
import { createCamera } from '../camera/camera.ts';
import { createRelight, planRelight, type RelightOptions } from './relight.ts';

function gains(options: Partial<RelightOptions>, x = 50, y = 30): number[] {
  const camera = createCamera({
    ...{ width: 100, height: 100, heightCm: 9, distanceCm: 64, pitchDeg: 0, verticalFovDeg: 34 },
  });
  const data = new Float32Array(40 * 80 * 4).fill(1);
  for (let i = 0; i < data.length; i += 4) data.fill(0.8, i, i + 3);
  const plan = planRelight({
    product: { left: 30, top: 10, width: 40, height: 80, data },
    layout: { camera, productScale: 1, baseX: 50, baseY: 90, footShift: 0, cmPerPixel: 0.2, edgeY: 40 },
    strength: 0.6,
    sceneLight: [1, 1, 1],
    level: 1,
    exposure: 1,
    keyDirection: [0.6, 0.7, -0.38],
    keyShare: 0.6,
    gobo: { name: 'none', azimuthDeg: 60, phase: 0, unitCm: 17, edgeCm: 1 },
    ...options,
  });
  const out = new Float32Array(3);
  createRelight(plan).at(x, y, out);
  return [...out];
}

test('leaves the photo alone at strength 0', () => {
  expect(gains({ strength: 0, sceneLight: [1.3, 0.95, 0.6], exposure: 0.5, level: 0.8 })).toEqual([1, 1, 1]);
});

test('takes the product along into warm, cool and dark light, the more the stronger', () => {
  const [r, , b] = gains({ sceneLight: [1.15, 0.98, 0.82] });
  expect(r / b).toBeGreaterThan(1.2);
  const [coolR, , coolB] = gains({ sceneLight: [0.9, 1, 1.2] });
  expect(coolB / coolR).toBeGreaterThan(1.15);
  const [mildR, , mildB] = gains({ sceneLight: [1.15, 0.98, 0.82], strength: 0.2 });
  expect(mildR / mildB).toBeGreaterThan(1);
  expect(mildR / mildB).toBeLessThan(r / b);
  expect(gains({ exposure: 0.6 })[1]).toBeLessThan(gains({ exposure: 1 })[1] * 0.75);
});

test('is brighter towards the light, smooth from point to point', () => {
  expect(gains({}, 68)[1]).toBeGreaterThan(gains({}, 32)[1] * 1.1);
  for (let x = 31; x < 69; x++) expect(Math.abs(gains({}, x + 1)[1] - gains({}, x)[1])).toBeLessThan(0.02);
});

test('takes no pale tint of the product for the colour of its light', () => {
  const data = new Float32Array(40 * 80 * 4);
  for (let i = 0; i < data.length; i += 4) data.set([0.86, 0.62, 0.72, 1], i);
  const pink = { left: 30, top: 10, width: 40, height: 80, data };
  const [r, g, b] = gains({ product: pink });
  expect(g / r).toBeLessThan(1.25);
  expect(Math.max(r, g, b) / Math.min(r, g, b)).toBeLessThan(1.3);
});
