import { FONTS } from '@nanococoa/common/fonts/font-catalogue.ts';
import { expect, test } from 'vitest';
import { luminance, SRGB8_TO_LINEAR } from '../color/srgb.ts';
import type { Picture8 } from '../io/decode-image.ts';
import type { TextArea } from './layout/text-area.ts';
import { type Headline, type HeadlineOrder, makeHeadline } from './make-headline.ts';
import { readMaterialPrompt } from './material/read-material-prompt.ts';
import type { TextMaterial } from './material/text-material.ts';

const CANVAS = { width: 110, height: 66 };
const AREA: TextArea = {
  ...{ x: 4, y: 4, width: 102, height: 58 },
  ...{ anchor: 'center', align: 'center', maxEmPx: 66, largePrice: true, lineCost: 0.03 },
};
const PROMPTS = [
  ...[
    'gold foil balloon',
    'polished gold',
    'rose gold',
    'copper',
    'chrome',
    'holographic',
    'pink neon',
    'glass',
  ],
  ...['ice', 'water', 'red jelly', 'red plastic', 'ceramic', 'chocolate', 'cookie', 'oak', 'walnut', 'stone'],
  ...['concrete', 'marble', 'white paper', 'red felt', 'moss'],
];

async function make(prompt: string, changes: Partial<HeadlineOrder> = {}): Promise<Uint8Array> {
  return (await makeWhole(prompt, changes)).rgba;
}

function makeWhole(prompt: string, changes: Partial<HeadlineOrder> = {}): Promise<Headline> {
  return makeHeadline({
    ...{ copy: '늘S', font: FONTS[0], canvas: CANVAS, area: AREA, scene: undefined, seed: 3 },
    material: readMaterialPrompt(prompt, '').material,
    pause: async () => undefined,
    ...changes,
  });
}

interface Pixel {
  x: number;
  y: number;
  rgb: [number, number, number];
  light: number;
}

/** The opaque pixels, linear light. */
function opaque(rgba: Uint8Array): Pixel[] {
  const pixels: Pixel[] = [];
  for (let i = 0; i < CANVAS.width * CANVAS.height; i++) {
    if (rgba[i * 4 + 3] < 250) continue;
    const [r, g, b] = [0, 1, 2].map((c) => SRGB8_TO_LINEAR[rgba[i * 4 + c]]);
    pixels.push({
      ...{ x: i % CANVAS.width, y: Math.floor(i / CANVAS.width) },
      ...{ rgb: [r, g, b], light: luminance(r, g, b) },
    });
  }
  return pixels;
}

const mean = (values: number[]): number => values.reduce((sum, v) => sum + v, 0) / Math.max(1, values.length);
const deviation = (values: number[]): number => {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((v) => (v - middle) ** 2)));
};

/** Mean colour, spread of luminance, roughness (difference to the right neighbour), part covered. */
function signature(rgba: Uint8Array): number[] {
  const pixels = opaque(rgba);
  const lights = pixels.map(({ light }) => light);
  const steps = pixels.slice(1).map(({ light }, i) => Math.abs(light - pixels[i].light));
  const means = [0, 1, 2].map((c) => mean(pixels.map(({ rgb }) => rgb[c])));
  return [...means, deviation(lights), mean(steps) * 2, pixels.length / (CANVAS.width * CANVAS.height)];
}

/** Red and blue stripes. */
function stripes(phase: number): Picture8 {
  const data = Buffer.alloc(CANVAS.width * CANVAS.height * 4, 255);
  for (let i = 0; i < data.length; i += 4) {
    const isRed = Math.floor(((i / 4) % CANVAS.width) / 12 + phase) % 2 === 0;
    data.set(isRed ? [200, 40, 40] : [40, 40, 200], i);
  }
  return { ...CANVAS, data, hasAlpha: false };
}

test('no material is flat, and each differs from each other', async () => {
  const signatures = new Map<string, number[]>();
  for (const prompt of PROMPTS)
    signatures.set(prompt, signature(await make(prompt, { backdrop: stripes(0) })));
  for (const [prompt, values] of signatures) {
    if (prompt !== 'glass' && prompt !== 'water')
      expect(values[3] / mean(values.slice(0, 3)), prompt).toBeGreaterThan(0.1);
    for (const [other, others] of signatures) {
      if (other === prompt) continue;
      expect(Math.hypot(...values.map((v, i) => v - others[i])), `${prompt} and ${other}`).toBeGreaterThan(
        0.015,
      );
    }
  }
});

test('edges are antialiased: many alphas between nothing and everything, on the outline alone', async () => {
  const rgba = await make('polished gold');
  const partial = Array.from({ length: rgba.length / 4 }, (_, i) => rgba[i * 4 + 3]).filter(
    (a) => a > 0 && a < 255,
  );
  const solid = opaque(rgba).length;
  expect(new Set(partial).size).toBeGreaterThan(10);
  expect(partial.length / solid).toBeGreaterThan(0.05);
  expect(partial.length / solid).toBeLessThan(0.5);
});

test('the extrusion is seen from above and from below, and thick letters show more of it than thin ones', async () => {
  const thin = (material: TextMaterial): TextMaterial =>
    material.shape.kind === 'bevel'
      ? { ...material, shape: { ...material.shape, halfDepthEm: 0.02, pillow: 0 } }
      : material;
  const { material } = readMaterialPrompt('stone', '');
  const seen = async (changes: Partial<HeadlineOrder>): Promise<number> =>
    opaque(await make('stone', { copy: '1', area: { ...AREA, maxEmPx: 40 }, ...changes })).length;
  expect(await seen({})).toBeGreaterThan(1.12 * (await seen({ material: thin(material) })));
  // From above a letter's top shows over its face; from below its dark underside does, under the face.
  const pitched = async (pitchDeg: number): Promise<number> => {
    const pixels = opaque(
      await make('stone', { copy: '—', scene: { camera: { pitchDeg }, palette: [] } as never }),
    );
    const rows = pixels.map(({ y }) => y);
    const [first, last] = [Math.min(...rows), Math.max(...rows)];
    const band = (from: number, to: number): number =>
      mean(pixels.filter(({ y }) => y >= from && y <= to).map(({ light }) => light));
    return band(first, first + 2) / band(last - 2, last);
  };
  expect(await pitched(1)).toBeGreaterThan(1.5 * (await pitched(45)));
});

test('the scene light decides which side is lit and how warm it is', async () => {
  const lit = async (azimuthDeg: number, temperatureK = 5600) => {
    const light = { azimuthDeg, elevationDeg: 30, radiusDeg: 4, temperatureK, keyRatio: 3, exposure: 1 };
    const scene = { light, camera: { pitchDeg: 30 }, palette: [] } as never;
    const pixels = opaque(await make('white plastic', { copy: 'I', scene }));
    const columns = pixels.map(({ x }) => x);
    const [first, last] = [Math.min(...columns), Math.max(...columns)];
    const side = (from: number, to: number): number =>
      mean(pixels.filter(({ x }) => x >= from && x <= to).map(({ light: l }) => l));
    const warmth = mean(pixels.map(({ rgb }) => rgb[0])) / mean(pixels.map(({ rgb }) => rgb[2]));
    return { balance: side(first, first + 2) / side(last - 2, last), warmth };
  };
  expect((await lit(-60)).balance).toBeGreaterThan(1.15 * (await lit(60)).balance);
  expect((await lit(-60, 2700)).warmth).toBeGreaterThan(1.25 * (await lit(-60, 7500)).warmth);
});

test('neon shines by itself, glows around, and has a colour for each line', async () => {
  const rgba = await make('pink and blue neon', { copy: 'OO\nOO' });
  const pixels = opaque(rgba);
  expect(Math.max(...pixels.map(({ light }) => light))).toBeGreaterThan(0.75);
  const glow = Array.from({ length: rgba.length / 4 }, (_, i) => rgba[i * 4 + 3]).filter(
    (a) => a > 3 && a < 90,
  );
  expect(glow.length).toBeGreaterThan(pixels.length);
  const redness = (part: Pixel[]): number =>
    mean(part.map(({ rgb }) => rgb[0])) / mean(part.map(({ rgb }) => rgb[2]));
  const middle = CANVAS.height / 2;
  expect(redness(pixels.filter(({ y }) => y < middle))).toBeGreaterThan(1);
  expect(redness(pixels.filter(({ y }) => y > middle))).toBeLessThan(0.8);
});

test('the volume is the body alone: all of metal letters, a neon tube without its glow', async () => {
  const gold = await makeWhole('polished gold');
  expect(gold.volume.every((alpha, i) => alpha === gold.rgba[i * 4 + 3])).toBe(true);
  const { volume, rgba } = await makeWhole('pink neon');
  const covered = (alpha: (i: number) => number): number =>
    Array.from(volume.keys()).filter((i) => alpha(i) > 3).length;
  const tube = covered((i) => volume[i]);
  expect(tube).toBeGreaterThan(50);
  expect(covered((i) => rgba[i * 4 + 3])).toBeGreaterThan(1.5 * tube);
});

test('glass shows the picture behind it, bent; without one it is a veil', async () => {
  const [first, second] = [stripes(0), stripes(1)];
  const through = opaque(await make('glass', { backdrop: first }));
  const other = opaque(await make('glass', { backdrop: second }));
  expect(through.length).toBe(other.length);
  expect(mean(through.map(({ rgb }, i) => Math.abs(rgb[0] - other[i].rgb[0])))).toBeGreaterThan(0.03);
  const displaced = through.filter(({ x, y, rgb }) => {
    const at = (y * CANVAS.width + x) * 4;
    return rgb[0] > rgb[2] !== first.data[at] > first.data[at + 2];
  });
  expect(displaced.length / through.length).toBeGreaterThan(0.08);
  expect(displaced.length / through.length).toBeLessThan(0.6);
  expect(opaque(await make('glass')).length).toBeLessThan(through.length / 2);
});

test('equal orders give equal bytes, another seed another grain', async () => {
  expect(Buffer.compare(await make('oak'), await make('oak'))).toBe(0);
  expect(Buffer.compare(await make('oak'), await make('oak', { seed: 4 }))).not.toBe(0);
});
