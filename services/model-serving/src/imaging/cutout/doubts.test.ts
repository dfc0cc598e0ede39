import { expect, test } from 'vitest';
import { doubtLookalikes } from './doubt-lookalikes.ts';
import { doubtShadow } from './doubt-shadow.ts';
import { cellAt, edgePicture, type Rgb } from './edge-picture.fixture.ts';
import { trustStrangers } from './trust-strangers.ts';

const GROUND: Rgb = [160, 150, 140];
const PRODUCT: Rgb = [230, 228, 224];
const kind = (_: number, y: number) => (y < 20 ? 'product' : y > 32 ? 'background' : 'unknown');
/** Product above, ground below, and between them, rows 25 to 28, something else. */
const scene = (between: Rgb, product = PRODUCT) =>
  edgePicture(60, 60, (_, y) => (y < 25 ? product : y < 29 ? between : GROUND), kind);
const ones = (length: number) => new Float32Array(length).fill(1);

test('doubts the dark line of ground under a product, not a dark foot of a dark product', () => {
  const shadow = scene([48, 45, 42]);
  const prior = ones(shadow.band.cells.length);
  const doubt = doubtShadow(shadow.data, shadow.kinds, shadow.band, prior);
  expect(cellAt(shadow, doubt, 30, 26)).toBeGreaterThan(0.9);
  expect(cellAt(shadow, doubt, 30, 22)).toBe(0);
  const dark = scene([48, 45, 42], [50, 44, 44]);
  expect(cellAt(dark, doubtShadow(dark.data, dark.kinds, dark.band, prior), 30, 26)).toBe(0);
  const red = scene([70, 10, 10]);
  expect(cellAt(red, doubtShadow(red.data, red.kinds, red.band, prior), 30, 26)).toBe(0);
});

test('doubts what has the background’s colour', () => {
  const bridge = scene(GROUND);
  const doubt = doubtLookalikes(bridge.data, bridge.kinds, bridge.band, ones(bridge.band.cells.length));
  expect(cellAt(bridge, doubt, 30, 26)).toBeGreaterThan(0.9);
  expect(cellAt(bridge, doubt, 30, 22)).toBe(0);
});

test('trusts a rim of glass that the background has no colour of, not a shadow nor a blur', () => {
  const at = (between: Rgb, y = 26) => {
    const picture = scene(between);
    return cellAt(picture, trustStrangers(picture.data, picture.kinds, picture.band), 30, y);
  };
  expect(at([180, 100, 20])).toBeGreaterThan(0.9);
  expect(at([80, 75, 70])).toBe(0);
  const share = (y: number) => Math.min(1, Math.max(0, (y - 22) / 8));
  const blurred = edgePicture(
    60,
    60,
    (_, y) => [0, 1, 2].map((c) => [200, 30, 20][c] * (1 - share(y)) + GROUND[c] * share(y)) as Rgb,
    kind,
  );
  const trust = trustStrangers(blurred.data, blurred.kinds, blurred.band);
  for (const y of [24, 26, 28]) expect(cellAt(blurred, trust, 30, y), `row ${y}`).toBe(0);
});
