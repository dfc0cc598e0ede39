import { expect, test } from 'vitest';
import type { Field } from './field.ts';
import { ambientOcclusion, marchPrimary, softShadow, surfaceNormal } from './march.ts';
import { createSolid } from './solid.ts';

/** A bar 40 wide and 120 long in the middle of the field. */
const field: Field = {
  width: 100,
  height: 160,
  texelsPerEm: 100,
  padding: 20,
  distance: Float32Array.from({ length: 100 * 160 }, (_, i) => {
    const x = Math.abs((i % 100) + 0.5 - 50) - 20;
    const y = Math.abs(Math.floor(i / 100) + 0.5 - 80) - 60;
    return Math.max(x, y) > 0 ? Math.hypot(Math.max(x, 0), Math.max(y, 0)) : Math.max(x, y);
  }),
};
/** No posts anywhere near. */
const FAR = new Float32Array(25 * 40).fill(1000);

const solid = createSolid(field, {
  kind: 'bevel',
  halfDepth: 15,
  radius: 6,
  dome: new Float32Array(0),
});

test('a ray meets the face where it is, and misses beside it', () => {
  const down = Float64Array.of(0, 0, -1);
  expect(marchPrimary(solid, Float64Array.of(50, 80, 500), down)).toBeCloseTo(485, 0);
  expect(marchPrimary(solid, Float64Array.of(20, 80, 500), down)).toBe(-1);
});

test('normals: the face to the viewer, the side sideways, the rounded edge between', () => {
  const normal = new Float64Array(3);
  surfaceNormal(solid, 50, 80, 15, normal);
  expect(normal[2]).toBeCloseTo(1, 3);
  surfaceNormal(solid, 70, 80, 0, normal);
  expect(normal[0]).toBeCloseTo(1, 3);
  surfaceNormal(solid, 64 + 6 * Math.SQRT1_2, 80, 9 + 6 * Math.SQRT1_2, normal);
  expect(normal[0]).toBeCloseTo(Math.SQRT1_2, 1);
  expect(normal[2]).toBeCloseTo(Math.SQRT1_2, 1);
});

test('a face is open and lit, the ground beside the body is shaded', () => {
  const up = Float64Array.of(0, 0, 1);
  expect(ambientOcclusion(solid, 50, 80, 15, up)).toBeGreaterThan(0.95);
  expect(ambientOcclusion(solid, 73, 80, -14, up)).toBeLessThan(0.75);
  const light = Float64Array.of(-0.7, 0, 0.714);
  expect(softShadow(solid, 50, 80, 17, light)).toBeGreaterThan(0.9);
  expect(softShadow(solid, 76, 80, -10, light)).toBe(0);
});

test('a balloon is round, a tube is as thick as its radius', () => {
  const potential = field.distance.map((d) => (400 - (20 + d) ** 2) / 2);
  const balloon = createSolid(field, { kind: 'balloon', potential, fullness: 1, seam: 2 });
  const t = marchPrimary(balloon, Float64Array.of(50, 80, 500), Float64Array.of(0, 0, -1));
  expect(500 - t).toBeGreaterThan(18.5);
  expect(500 - t).toBeLessThan(21);
  const tube = createSolid(field, { kind: 'tube', radius: 8, posts: FAR, standOff: 0 });
  expect(marchPrimary(tube, Float64Array.of(75, 80, 500), Float64Array.of(0, 0, -1))).toBeGreaterThan(490);
});

test('posts reach from the tube back to the wall and no further', () => {
  const posts = FAR.map((far, i) => (i % 25 === 12 && Math.floor(i / 25) === 20 ? 0 : far));
  const held = createSolid(field, { kind: 'tube', radius: 8, posts, standOff: 30 });
  expect(held.distance(50, 82, -20)).toBeLessThan(0);
  expect(held.distance(50, 82, -36)).toBeGreaterThan(4);
  expect(held.distance(50, 40, -20)).toBeGreaterThan(8);
  expect(held.backZ).toBe(30);
});

test('sheets step outwards from front to back, with gaps between them', () => {
  const sheets = createSolid(field, { kind: 'layers', count: 3, thickness: 4, gap: 6, step: 5 });
  expect([sheets.frontZ, sheets.outset]).toEqual([12.5, 10]);
  const isSolid = (x: number, z: number): boolean => sheets.distance(x, 80, z) < 0;
  // The bar's edge lies at x = 70; the sheets' middles at z = 10, 0 and -10.
  expect([72, 77].map((x) => [10, 0, -10].map((z) => isSolid(x, z)))).toEqual([
    [false, true, true],
    [false, false, true],
  ]);
  expect(isSolid(50, 5)).toBe(false);
  expect(sheets.distance(50, 80, 40)).toBeGreaterThan(0);
});
