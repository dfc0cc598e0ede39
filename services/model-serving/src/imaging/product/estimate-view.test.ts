import { expect, test } from 'vitest';
import { createCamera } from '../camera/camera.ts';
import type { Picture8 } from '../io/decode-image.ts';
import type { Layout } from '../render/layout.ts';
import { buildProxy } from './build-proxy.ts';
import { estimateView, type ProductView } from './estimate-view.ts';
import { measureSilhouette } from './silhouette.ts';

function shape(width: number, height: number, inside: (x: number, y: number) => boolean): Picture8 {
  const data = Buffer.alloc(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    if (inside((i % width) + 0.5, Math.floor(i / width) + 0.5)) data.fill(255, i * 4, i * 4 + 4);
  }
  return { width, height, data, hasAlpha: true };
}

/** A camera far away that sees the product as its photo does, at the photo's size. */
function layoutFor(view: ProductView, cmPerPixel: number): Layout {
  const elevation = (view.elevationDeg * Math.PI) / 180;
  const distance = (600 / 2 / Math.tan((4 * Math.PI) / 180)) * cmPerPixel;
  const camera = createCamera({
    ...{ width: 600, height: 600, verticalFovDeg: 8, pitchDeg: view.elevationDeg },
    ...{ heightCm: distance * Math.sin(elevation), distanceCm: distance * Math.cos(elevation) },
  });
  return { camera, productScale: 1, baseX: 300, baseY: 300, footShift: 0, cmPerPixel, edgeY: 0 };
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
  const view = estimateView(silhouette);
  const discs = buildProxy(view, layoutFor(view, 7.5 / 200));
  const widest = Math.max(...discs.map((disc) => disc.radiusCm));
  expect(widest).toBeCloseTo(7.5, 0);
  const high = discs.filter((disc) => disc.heightCm > 2);
  expect(high.length).toBeGreaterThan(4);
  for (const disc of high) expect(disc.radiusCm).toBeLessThan(5.2);
  // The cup is 150 pixels high: 5.6 cm.
  expect(Math.max(...discs.map((disc) => disc.heightCm))).toBeGreaterThan(4);
  expect(Math.max(...discs.map((disc) => disc.heightCm))).toBeLessThan(7.5);
});

/** A box with half sides a and b and a height, turned by `turnDeg`, seen from `deg` through a long lens. */
function box(deg: number, turnDeg: number, [a, b, tall]: [number, number, number]): Picture8 {
  const sin = Math.sin((deg * Math.PI) / 180);
  const cos = Math.cos((deg * Math.PI) / 180);
  const turn = (turnDeg * Math.PI) / 180;
  return shape(600, 600, (px, py) => {
    for (let h = 0; h <= tall; h += 3) {
      const z = (py - 380 + h * cos) / sin;
      const u = (px - 300) * Math.cos(turn) - z * Math.sin(turn);
      const v = (px - 300) * Math.sin(turn) + z * Math.cos(turn);
      if (Math.abs(u) < a && Math.abs(v) < b) return true;
    }
    return false;
  });
}

test.each([
  [25, 40],
  [35, 25],
  [14, 60],
])('reads %d° from the lower edges of a box turned by %d°, and stands a prism in for it', (deg, turn) => {
  const view = estimateView(measureSilhouette(box(deg, turn, [110, 90, 140])));
  expect(Math.abs(view.elevationDeg - deg)).toBeLessThan(4);
  expect(view.rollDeg).toBe(0);
  const discs = buildProxy(view, layoutFor(view, 0.05));
  const [lowest] = discs;
  const sides = lowest.sides ?? [];
  expect(sides).toHaveLength(12);
  const distances = [2, 5, 8, 11].map((i) => sides[i]).sort((p, q) => p - q);
  for (const [i, half] of [4.5, 4.5, 5.5, 5.5].entries()) {
    expect(Math.abs(distances[i] - half)).toBeLessThan(0.75);
  }
  expect(Math.hypot(lowest.xCm, lowest.zCm)).toBeLessThan(0.4);
  const tall = Math.max(...discs.map((disc) => disc.heightCm));
  expect(tall).toBeGreaterThan(5.5);
  expect(tall).toBeLessThan(8);
});

test('gives each of several parts its own foot, and a cap on a clear neck none', () => {
  const disc = (x: number, y: number, px: number, py: number) =>
    ((px - x) / 80) ** 2 + ((py - y) / 60) ** 2 < 1;
  const two = shape(600, 400, (x, y) => disc(150, 200, x, y) || disc(430, 240, x, y));
  const view = estimateView(measureSilhouette(two));
  expect(view.feet.map((foot) => Math.round(foot.x / 10))).toEqual([15, 43]);
  const discs = buildProxy(view, layoutFor(view, 0.05));
  expect(Math.min(...discs.map((disc) => disc.xCm))).toBeLessThan(-5);
  expect(Math.max(...discs.map((disc) => disc.xCm))).toBeGreaterThan(5);
  const capped = shape(
    300,
    600,
    (x, y) => Math.abs(x - 150) < 60 && ((y > 250 && y < 560) || (y > 100 && y < 230)),
  );
  expect(estimateView(measureSilhouette(capped)).feet).toHaveLength(1);
});

test('takes a ball for what it is, with or without a stem', () => {
  const ball = (stem: number) =>
    shape(
      400,
      400,
      (x, y) => Math.hypot(x - 200, y - 220) < 140 || (Math.abs(x - 200) < 6 && y > 80 - stem && y < 90),
    );
  for (const stem of [0, 50]) {
    const view = estimateView(measureSilhouette(ball(stem)));
    expect(view.elevationDeg).toBeLessThan(20);
    expect(view.feet[0].radius).toBeLessThan(60);
    expect(Math.abs(view.baseY - 358)).toBeLessThan(8);
  }
});

test('stands a shape of no known foot on its lowest part only', () => {
  // Higher on the left, with a chin on the right.
  const head = shape(
    400,
    400,
    (x, y) => y > 60 && x > 60 && x < 340 && y < 230 + 90 * Math.exp(-(((x - 260) / 45) ** 2)),
  );
  const [foot] = estimateView(measureSilhouette(head)).feet;
  expect(Math.abs(foot.x - 260)).toBeLessThan(12);
  expect(foot.radius).toBeLessThan(60);
});

test('does not turn a can of which the mask has lost a lower corner', () => {
  const can = shape(
    300,
    600,
    (x, y) =>
      Math.abs(x - 150) < 70 &&
      y > 60 &&
      y < 540 + 20 * Math.sqrt(Math.max(0, 1 - ((x - 150) / 70) ** 2)) &&
      !(x > 190 && y > 545 - (x - 190) * 0.4),
  );
  const view = estimateView(measureSilhouette(can));
  expect(view.rollDeg).toBe(0);
  expect(view.feet[0].edges ?? []).not.toHaveLength(3);
  expect(view.elevationDeg).toBeLessThan(30);
});

test.each([1, 40, 90])('a bottle said to be seen from %d degrees keeps the front of its foot', (knownDeg) => {
  const bottle = shape(
    300,
    600,
    (x, y) =>
      y > 40 && Math.abs(x - 150) < 60 && y < 540 + 10 * Math.sqrt(Math.max(0, 1 - ((x - 150) / 60) ** 2)),
  );
  const view = estimateView(measureSilhouette(bottle), knownDeg);
  expect(view.elevationDeg).toBe(knownDeg);
  expect(view.baseY + view.baseRadius * Math.sin((knownDeg * Math.PI) / 180)).toBeCloseTo(550, -1);
});

test('what is said to be seen from straight above is no tower', () => {
  const disc = shape(300, 300, (x, y) => Math.hypot(x - 150, y - 150) < 100);
  const view = estimateView(measureSilhouette(disc), 90);
  const discs = buildProxy(view, layoutFor(view, 0.1));
  const widest = Math.max(...discs.map(({ radiusCm }) => radiusCm));
  for (const { heightCm } of discs) expect(heightCm).toBeLessThan(8 * widest);
});
