import { expect, test } from 'vitest';
import { findEdges } from './find-edges.ts';

const SIDE = 64;

function picture(inside: (x: number, y: number) => number): Uint8Array {
  return Uint8Array.from({ length: SIDE * SIDE }, (_, i) => inside(i % SIDE, Math.floor(i / SIDE)));
}

test('a box gives its outline, closed and one pixel wide', () => {
  const edges = findEdges(
    picture((x, y) => (x >= 20 && x < 44 && y >= 16 && y < 48 ? 255 : 0)),
    SIDE,
    SIDE,
  );
  const row = [...edges.subarray(32 * SIDE, 33 * SIDE)];
  expect(row.filter((value) => value === 255)).toHaveLength(2);
  expect(Math.abs(row.indexOf(255) - 20)).toBeLessThanOrEqual(1);
  expect(Math.abs(row.lastIndexOf(255) - 43)).toBeLessThanOrEqual(1);
  expect(new Set(edges)).toEqual(new Set([0, 255]));
  // Nothing gets out: the outline is closed.
  const reached = new Set([32 * SIDE + 32]);
  const queue = [...reached];
  for (let i = queue.pop(); i !== undefined; i = queue.pop()) {
    for (const next of [i - 1, i + 1, i - SIDE, i + SIDE]) {
      if (edges[next] !== 0 || reached.has(next)) continue;
      reached.add(next);
      queue.push(next);
    }
  }
  expect(reached.size).toBeLessThan(24 * 32 + 1);
});

test('a disc with a soft edge gives a ring at its radius', () => {
  const edges = findEdges(
    picture((x, y) => 255 * Math.max(0, Math.min(1, 20.5 - Math.hypot(x - 32, y - 32)))),
    SIDE,
    SIDE,
  );
  const found = [...edges.keys()].filter((i) => edges[i] === 255);
  expect(found.length).toBeGreaterThan(90);
  expect(found.length).toBeLessThan(190);
  for (const i of found)
    expect(Math.abs(Math.hypot((i % SIDE) - 32, Math.floor(i / SIDE) - 32) - 20)).toBeLessThan(1.8);
});

test('faint texture and flat areas have no edges, a faint part of a strong edge is kept', () => {
  expect(
    findEdges(
      picture((x, y) => 100 + ((x * 7 + y * 3) % 9)),
      SIDE,
      SIDE,
    ).every((value) => value === 0),
  ).toBe(true);
  const fading = findEdges(
    picture((x, y) => (x < 32 ? 0 : Math.max(30, 255 - 5 * y))),
    SIDE,
    SIDE,
  );
  for (let y = 2; y < SIDE - 2; y++)
    expect(fading.subarray(y * SIDE + 30, y * SIDE + 34).some((value) => value === 255)).toBe(true);
  // The same faint step alone is none.
  expect(
    findEdges(
      picture((x) => (x < 32 ? 0 : 30)),
      SIDE,
      SIDE,
    ).every((value) => value === 0),
  ).toBe(true);
});
