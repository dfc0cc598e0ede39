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
  const discs = Array.from({ length: 12 }, (_, i) => ({ heightCm: 0.2 + i, radiusCm: 4 }));
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
