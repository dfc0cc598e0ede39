import { expect, test } from 'vitest';
import { createGobo } from './gobo.ts';
import { buildLightMap, sampleLightMap } from './light-map.ts';
import type { LightRig } from './light-rig.ts';

/** Light from straight above all round, and a key light from the left. */
function rig(): LightRig {
  const lights = Array.from({ length: 32 }, (_, i) => {
    const angle = (i / 32) * 2 * Math.PI;
    return {
      x: 0.6 * Math.cos(angle),
      y: 0.8,
      z: 0.6 * Math.sin(angle),
      rgb: [0.1, 0.1, 0.1] as [number, number, number],
      spread: 0.05,
    };
  });
  return {
    raw: { width: 1, height: 1, data: new Float32Array(3) },
    prefiltered: {
      levels: [],
      harmonics: new Float64Array(27),
    },
    environmentLights: lights,
    environmentIrradiance: [1, 1, 1],
    key: {
      direction: [-Math.SQRT1_2, Math.SQRT1_2, 0],
      samples: [[-Math.SQRT1_2, Math.SQRT1_2, 0]],
      irradiance: [2, 2, 2],
      radiusRad: 0.05,
    },
  };
}

test('darkens the ground under the product and where its shadow falls, nothing else', async () => {
  const discs = Array.from({ length: 12 }, (_, i) => ({ heightCm: 0.2 + i, radiusCm: 4, xCm: 0, zCm: 0 }));
  const map = await buildLightMap(rig(), discs);
  const at = (x: number, z: number) => {
    const out = new Float32Array(4);
    sampleLightMap(map, x, z, out);
    return out;
  };
  // Dark, but never black: some light is thrown back and forth.
  expect(at(0, 0)[0]).toBeLessThan(0.25);
  expect(at(0, 0)[0]).toBeGreaterThan(0.15);
  expect(at(5, 0)[0]).toBeLessThan(0.9);
  // The key light comes from the left, so the shadow lies to the right.
  expect(at(9, 0)[3]).toBeLessThan(0.05);
  expect(at(-9, 0)[3]).toBeGreaterThan(0.95);
  expect([...at(500, 0)]).toEqual([1, 1, 1, 1]);
});

test('throws the shadow of a polygon beside the origin', async () => {
  // A bar, 12 cm long across and 2 cm deep, 5 cm in front of the origin.
  const sides = [1, 0, 6, -1, 0, 6, 0, 1, 1, 0, -1, 1];
  const discs = Array.from({ length: 24 }, (_, i) => ({
    ...{ heightCm: 0.05 + i * 0.15, radiusCm: 6.1, xCm: 0, zCm: 5, sides },
  }));
  const map = await buildLightMap(rig(), discs);
  const key = (x: number, z: number) => {
    const out = new Float32Array(4);
    sampleLightMap(map, x, z, out);
    return out[3];
  };
  expect(key(0, 5)).toBeLessThan(0.05);
  expect(key(5.5, 5)).toBeLessThan(0.1);
  // 3.5 cm high: the shadow ends 3.5 cm to the right, and is no wider than the bar.
  expect(key(8.8, 5)).toBeLessThan(0.1);
  expect(key(10.6, 5)).toBeGreaterThan(0.9);
  expect(key(0, 7)).toBeGreaterThan(0.9);
  expect(key(0, 0)).toBeGreaterThan(0.95);
  expect(key(-7.5, 5)).toBeGreaterThan(0.95);
});

test('lights everything without a product', async () => {
  const out = new Float32Array(4);
  sampleLightMap(await buildLightMap(rig(), []), 3, -8, out);
  expect([...out]).toEqual([1, 1, 1, 1]);
});

test.each(['window', 'blinds', 'leaves'] as const)(
  'throws a %s pattern of light and shade, never black',
  (name) => {
    const gobo = createGobo({ name, azimuthDeg: 50, phase: 0.3, unitCm: 17, edgeCm: 1 });
    const values = Array.from(
      { length: 3600 },
      (_, i) => gobo?.((i % 60) - 30, Math.floor(i / 60) - 30) ?? 0,
    );
    expect(Math.min(...values)).toBeGreaterThan(0.05);
    expect(Math.max(...values)).toBeGreaterThan(0.95);
    expect(values.filter((value) => value < 0.5).length).toBeGreaterThan(150);
    expect(createGobo({ name: 'none', azimuthDeg: 50, phase: 0.3, unitCm: 17, edgeCm: 1 })).toBeUndefined();
  },
);
