import { expect, test } from 'vitest';
import {
  addSoftbox,
  ENVIRONMENT_NAMES,
  type Environment,
  loadEnvironment,
  rotateEnvironment,
} from './environment.ts';
import { createLightRig } from './light-rig.ts';
import { prefilterEnvironment } from './prefilter-environment.ts';
import { sampleEquirectangular, sampleIrradiance, sampleRadiance } from './sample-environment.ts';

function black(): Environment {
  return { width: 128, height: 64, data: new Float32Array(128 * 64 * 3) };
}

test('loads environments right side up with finite light, suns included', async () => {
  expect(ENVIRONMENT_NAMES.length).toBe(18);
  for (const name of ['park', 'sunset', 'apartment'] as const) {
    const { data, width, height } = await loadEnvironment(name);
    expect([width, height]).toEqual([512, 256]);
    expect(data.every((value) => value >= 0 && value <= 60)).toBe(true);
  }
  const sky = await loadEnvironment('park');
  expect(await loadEnvironment('park')).toBe(sky);
  const up = [0, 0, 0];
  const down = [0, 0, 0];
  sampleEquirectangular(sky, 0, 1, 0, up);
  sampleEquirectangular(sky, 0, -1, 0, down);
  expect(up[2]).toBeGreaterThan(down[2]);
});

test('finds a softbox where it was put, and where it was turned to', async () => {
  const lit = addSoftbox(black(), {
    azimuthDeg: 90,
    elevationDeg: 0,
    halfWidthDeg: 15,
    halfHeightDeg: 15,
    rgb: [8, 4, 2],
  });
  const out = [0, 0, 0];
  const prefiltered = await prefilterEnvironment(lit);
  sampleRadiance(prefiltered, 1, 0, 0, 0, out);
  expect(out[0]).toBeCloseTo(8, 1);
  expect(out[2]).toBeCloseTo(2, 1);
  sampleRadiance(prefiltered, -1, 0, 0, 0, out);
  expect(out[0]).toBe(0);
  sampleRadiance(await prefilterEnvironment(rotateEnvironment(lit, 90)), 0, 0, -1, 0, out);
  expect(out[0]).toBeCloseTo(8, 1);
});

test('prefilters rough reflections to less contrast, and integrates irradiance', async () => {
  const white = black();
  white.data.fill(1);
  const even = await prefilterEnvironment(white);
  const out = [0, 0, 0];
  sampleIrradiance(even, 0, 1, 0, out);
  expect(out[0]).toBeCloseTo(Math.PI, 1);
  for (const roughness of [0, 0.1, 0.5, 1]) {
    sampleRadiance(even, 0.3, -0.8, 0.5, roughness, out);
    expect(out[1]).toBeCloseTo(1, 3);
  }
  const spot = await prefilterEnvironment(
    addSoftbox(black(), {
      azimuthDeg: 0,
      elevationDeg: 30,
      halfWidthDeg: 6,
      halfHeightDeg: 6,
      rgb: [9, 9, 9],
    }),
  );
  const peaks = [0, 0.25, 0.6].map((roughness) => {
    sampleRadiance(spot, 0, 0.5, -0.866, roughness, out);
    return out[0];
  });
  expect(peaks[0]).toBeGreaterThan(peaks[1]);
  expect(peaks[1]).toBeGreaterThan(peaks[2]);
});

test('scales all light of a scene to irradiance π on the surface, warm when asked', async () => {
  const options = {
    environment: 'studio',
    yawDeg: 0,
    azimuthDeg: 50,
    elevationDeg: 40,
    radiusDeg: 5,
    keyRatio: 2,
  } as const;
  const rig = await createLightRig({ ...options, temperatureK: 3000 });
  const total = rig.environmentIrradiance.map((value, c) => value + rig.key.irradiance[c]);
  expect(0.2126 * total[0] + 0.7152 * total[1] + 0.0722 * total[2]).toBeCloseTo(Math.PI, 1);
  expect(total[0] / total[2]).toBeGreaterThan(1.3);
  expect(rig.key.direction[0]).toBeGreaterThan(0);
  expect(rig.key.direction[2]).toBeLessThan(0);
});
