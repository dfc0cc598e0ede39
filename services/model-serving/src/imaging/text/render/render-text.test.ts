import { expect, test } from 'vitest';
import { sampleRadiance } from '../../light/sample-environment.ts';
import { createRaster } from '../../raster/raster.ts';
import { metalMaterial } from '../material/metal-materials.ts';
import { colorTemperature } from './color-temperature.ts';
import { keyLight } from './key-light.ts';
import { addNeonGlow } from './neon-glow.ts';
import { pasteLayer } from './paste-layer.ts';
import { samplePattern } from './sample-pattern.ts';
import { studioPaletteFor } from './studio-for.ts';
import { buildTextStudio } from './text-studio.ts';

test('the studio has a bright card above and a dark floor below the direction that faces mirror', async () => {
  const studio = await buildTextStudio(metalMaterial('gold').palette);
  const at = (elevationDeg: number): number => {
    const elevation = (elevationDeg * Math.PI) / 180;
    const rgb = [0, 0, 0];
    sampleRadiance(studio, 0, Math.sin(elevation), Math.cos(elevation), 0.1, rgb);
    return rgb[1];
  };
  const { horizonDeg } = metalMaterial('gold').palette;
  // Faces look at 0: most of them sees the card.
  expect(horizonDeg).toBeLessThan(0);
  expect(at(horizonDeg + 8)).toBeGreaterThan(at(horizonDeg - 10) * 3);
});

test('a warm scene warms the studio lights, its colours tint the floor, and without a scene nothing changes', () => {
  const material = metalMaterial('chrome');
  const scene = { light: { temperatureK: 2700 }, palette: ['#205080'] } as never;
  const tinted = studioPaletteFor(material, scene);
  expect(tinted.light[0] / tinted.light[2]).toBeGreaterThan(
    (material.palette.light[0] / material.palette.light[2]) * 1.1,
  );
  expect(tinted.lower[2] / tinted.lower[0]).toBeGreaterThan(
    material.palette.lower[2] / material.palette.lower[0],
  );
  expect(studioPaletteFor(material, undefined)).toBe(material.palette);
});

test('colour temperature: candles are red, shade is blue, daylight is white', () => {
  const [r, , b] = colorTemperature(2000);
  expect(r).toBeGreaterThan(b * 4);
  expect(colorTemperature(10000)[2]).toBeGreaterThan(1.15);
  for (const value of colorTemperature(6500)) expect(value).toBeCloseTo(1, 5);
});

test('the key light comes from the side of the scene light, and from the front', () => {
  const light = {
    azimuthDeg: 60,
    elevationDeg: 40,
    radiusDeg: 4,
    temperatureK: 5600,
    keyRatio: 2,
    exposure: 1,
  };
  const { direction } = keyLight(light);
  expect(direction[0]).toBeGreaterThan(0.3);
  expect(direction[1]).toBeLessThan(-0.3);
  expect(direction[2]).toBeGreaterThan(0.3);
  expect(Math.hypot(...direction)).toBeCloseTo(1, 6);
  expect(keyLight({ ...light, azimuthDeg: -60 }).direction[0]).toBeLessThan(-0.3);
});

test('neon glows inside its reach and nowhere else', async () => {
  const raster = createRaster(20, 20, 4);
  for (let i = 0; i < 400; i++) raster.data.set([0.9, 0.1, 0.4, 1], i * 4);
  const glow = await addNeonGlow({ x: 50, y: 50, raster }, 30);
  expect([glow.x, glow.raster.width]).toEqual([20, 80]);
  const alpha = (x: number, y: number): number => glow.raster.data[(y * 80 + x) * 4 + 3];
  expect(alpha(40, 40)).toBe(1);
  expect(alpha(27, 40)).toBeGreaterThan(0.02);
  expect(alpha(0, 40)).toBeLessThan(1 / 255);
  expect(glow.raster.data[(40 * 80 + 27) * 4]).toBeGreaterThan(glow.raster.data[(40 * 80 + 27) * 4 + 1] * 2);
});

test('a layer is pasted with straight alpha; what lies outside of the canvas is cut off', () => {
  const raster = createRaster(2, 1, 4);
  raster.data.set([0.5, 0.25, 0, 0.5, 1, 1, 1, 1]);
  const out = pasteLayer({ x: 1, y: 0, raster }, 2, 2);
  expect([...out.subarray(4, 8)]).toEqual([255, 188, 0, 128]);
  expect([...out.subarray(0, 4), ...out.subarray(8)].every((value) => value === 0)).toBe(true);
});

test('samples are spread evenly, more of them in small pictures, everywhere', () => {
  const large = samplePattern(1_000_000);
  expect(large.samples).toHaveLength(6);
  expect(large.edge).toBeGreaterThan(large.tone);
  for (const half of [large.samples.slice(0, 3), large.samples.slice(3)]) {
    // With the middle: balanced.
    for (const axis of [0, 1]) expect(half.reduce((sum, p) => sum + p[axis], 0) / 3).toBeCloseTo(0.5, 1);
  }
  const { samples, tone } = samplePattern(10_000);
  expect([samples.length, tone]).toEqual([16, 0]);
  for (const axis of [0, 1] as const) {
    const slots = samples.map((point) => Math.floor(point[axis] * 16)).sort((a, b) => a - b);
    expect(slots).toEqual(Array.from({ length: 16 }, (_, i) => i));
  }
});

test('a studio is built once for a palette, and only a few are kept', async () => {
  const { palette } = metalMaterial('gold');
  const first = buildTextStudio(palette);
  expect(buildTextStudio({ ...palette })).toBe(first);
  for (const name of ['chrome', 'rose-gold'] as const) await buildTextStudio(metalMaterial(name).palette);
  for (const light of [0.5, 0.6]) await buildTextStudio({ ...palette, light: [light, 1, 1] });
  expect(buildTextStudio(palette)).not.toBe(first);
});
