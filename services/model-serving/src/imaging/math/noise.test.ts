import { expect, test } from 'vitest';
import { fbm, hash2, periodicNoise, smoothstep } from './noise.ts';
import { createRandom } from './random.ts';

test('hashes lattice points evenly over 0..1, the same each time', () => {
  const values = Array.from({ length: 4000 }, (_, i) => hash2(i % 63, Math.floor(i / 63), 4));
  const mean = values.reduce((a, b) => a + b) / values.length;
  expect(mean).toBeCloseTo(0.5, 1);
  expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...values)).toBeLessThan(1);
  expect(hash2(3, 5, 4)).toBe(hash2(3, 5, 4));
  expect(hash2(3, 5, 4)).not.toBe(hash2(5, 3, 4));
});

test('repeats noise with its period and not before', () => {
  expect(periodicNoise(0.3, 2.7, 8, 4, 1)).toBeCloseTo(periodicNoise(8.3, 6.7, 8, 4, 1), 6);
  expect(periodicNoise(0.3, 2.7, 8, 4, 1)).not.toBeCloseTo(periodicNoise(4.3, 2.7, 8, 4, 1), 3);
  expect(fbm(-0.2, 0.9, 3, 4, 2)).toBeCloseTo(fbm(2.8, 3.9, 3, 4, 2), 6);
});

test('steps smoothly in both directions', () => {
  expect([smoothstep(1, 3, 0), smoothstep(1, 3, 2), smoothstep(1, 3, 9)]).toEqual([0, 0.5, 1]);
  expect(smoothstep(3, 1, 1.5)).toBeGreaterThan(0.8);
});

test('gives the same random numbers for the same seed only', () => {
  const take = (seed: number) => Array.from({ length: 5 }, createRandom(seed));
  expect(take(7)).toEqual(take(7));
  expect(take(7)).not.toEqual(take(8));
});
