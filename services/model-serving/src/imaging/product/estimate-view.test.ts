import { expect, test } from 'vitest';
import type { Picture8 } from '../io/decode-image.ts';
import { buildProxy } from './build-proxy.ts';
import { estimateView } from './estimate-view.ts';
import { measureSilhouette } from './silhouette.ts';

function shape(width: number, height: number, inside: (x: number, y: number) => boolean): Picture8 {
  const data = Buffer.alloc(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    if (inside((i % width) + 0.5, Math.floor(i / width) + 0.5)) data.fill(255, i * 4, i * 4 + 4);
  }
  return { width, height, data, hasAlpha: true };
}

/** A saucer of radius 200 with a cup on it, seen from `deg`, tilted by `rollDeg`. */
function cup(deg: number, rollDeg: number): Picture8 {
  const sin = Math.sin((deg * Math.PI) / 180);
  const cos = Math.cos((deg * Math.PI) / 180);
  const roll = (rollDeg * Math.PI) / 180;
  return shape(600, 600, (px, py) => {
    const x = (px - 300) * Math.cos(roll) + (py - 330) * Math.sin(roll);
    const y = (py - 330) * Math.cos(roll) - (px - 300) * Math.sin(roll);
    if ((x / 200) ** 2 + (y / (200 * sin)) ** 2 < 1) return true;
    for (let h = 0; h <= 150; h += 4)
      if ((x / 100) ** 2 + ((y + h * cos) / (100 * sin)) ** 2 < 1) return true;
    return false;
  });
}

test.each([
  [35, 0],
  [57, 6],
  [48, -8],
])('reads an elevation of %d° and a roll of %d° from a cup on its saucer', (elevation, roll) => {
  const view = estimateView(measureSilhouette(cup(elevation, roll)));
  expect(Math.abs(view.elevationDeg - elevation)).toBeLessThan(3);
  expect(Math.abs(view.rollDeg - roll)).toBeLessThan(2);
  expect(Math.abs(view.baseRadius - 200)).toBeLessThan(6);
  expect(Math.hypot(view.baseX - 300, view.baseY - 330)).toBeLessThan(8);
});

test('takes an upright bottle for seen from low, and does not turn it', () => {
  const bottle = shape(
    300,
    600,
    (x, y) =>
      y > 40 &&
      y < 560 &&
      Math.abs(x - 150) < 60 &&
      y < 556 + 4 * Math.sqrt(Math.max(0, 1 - ((x - 150) / 60) ** 2)),
  );
  const view = estimateView(measureSilhouette(bottle));
  expect(view.elevationDeg).toBeLessThan(15);
  expect(view.rollDeg).toBe(0);
  expect(view.baseY).toBeGreaterThan(545);
});

test('stands a cup on its saucer in for shadows: wide and low below, narrow above', () => {
  const silhouette = measureSilhouette(cup(50, 0));
  const discs = buildProxy(silhouette, estimateView(silhouette), 7.5 / 200);
  const widest = Math.max(...discs.map((disc) => disc.radiusCm));
  expect(widest).toBeCloseTo(7.5, 0);
  const high = discs.filter((disc) => disc.heightCm > 2);
  expect(high.length).toBeGreaterThan(4);
  for (const disc of high) expect(disc.radiusCm).toBeLessThan(5.2);
  // The cup is 150 pixels high: 5.6 cm.
  expect(Math.max(...discs.map((disc) => disc.heightCm))).toBeGreaterThan(4);
  expect(Math.max(...discs.map((disc) => disc.heightCm))).toBeLessThan(7.5);
});
