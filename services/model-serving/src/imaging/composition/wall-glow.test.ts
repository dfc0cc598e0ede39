import { expect, test } from 'vitest';
import { sharedBytes } from '../parallel/shared-array.ts';
import { castGlow } from './wall-glow.ts';

const SIZE = 200;

/** A dark wall with a red tube across its upper part, and how much each channel gained at places below it. */
async function lit(mask?: Uint8Array) {
  const data = sharedBytes(SIZE * SIZE * 4);
  for (let i = 0; i < SIZE * SIZE; i++) data.set([40, 40, 40, 255], i * 4);
  const letters = { width: 120, height: 6, data: new Uint8Array(120 * 6 * 4) };
  for (let i = 0; i < 120 * 6; i++) letters.data.set([255, 120, 120, 255], i * 4);
  const canvas = { width: SIZE, height: SIZE, data };
  await castGlow({ canvas, letters, place: { x: 40, y: 50, width: 120, height: 6 }, tube: 6, mask });
  return (x: number, y: number) => [0, 1, 2].map((c) => data[(y * SIZE + x) * 4 + c] - 40);
}

test('a tube lights the wall in its colour, less the farther it is away', async () => {
  const gain = await lit();
  const near = gain(100, 64);
  const far = gain(100, 100);
  const farthest = gain(100, 190);
  expect(near[0]).toBeGreaterThan(12);
  expect(near[0]).toBeGreaterThan(2 * near[1]);
  expect(far[0]).toBeGreaterThan(2);
  expect(far[0]).toBeLessThan(near[0] / 1.5);
  expect(farthest[0]).toBeLessThan(far[0]);
  // Without an edge anywhere.
  const column = Array.from({ length: SIZE }, (_, y) => gain(20, y)[0]);
  for (let y = 1; y < SIZE; y++) expect(Math.abs(column[y] - column[y - 1])).toBeLessThan(4);
});

test('the product keeps its pixels', async () => {
  const mask = new Uint8Array(SIZE * SIZE);
  for (let y = 60; y < 80; y++) mask.fill(255, y * SIZE + 90, y * SIZE + 110);
  const gain = await lit(mask);
  expect(gain(100, 64)).toEqual([0, 0, 0]);
  expect(gain(80, 64)[0]).toBeGreaterThan(8);
});
