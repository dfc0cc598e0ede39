import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SurfaceName } from '../scene/scene-wish.ts';
import { bakeMaterial } from './bake-material.ts';
import { cachedMaterial } from './material-cache.ts';
import { sampleMaterial } from './sample-material.ts';

const SURFACES: SurfaceName[] = [
  'walnut',
  'pine',
  'white wood',
  'painted wood',
  'marble',
  'black marble',
  'concrete',
  'plaster',
  'terracotta',
  'linen',
  'slate',
  'wet slate',
  'sand',
  'moss',
  'acrylic',
  'paper',
];

/** Mean red, green, blue and roughness over a patch. */
async function mean(surface: SurfaceName, color?: string): Promise<number[]> {
  const material = await bakeMaterial({ surface, color }, 64);
  const out = new Float32Array(6);
  sampleMaterial(material, 3, 3, 1000, 1000, out);
  return [...out.subarray(0, 4)];
}

test('makes surfaces that differ from each other, in believable ranges', async () => {
  const looks = await Promise.all(SURFACES.map((surface) => mean(surface)));
  for (const [i, a] of looks.entries()) {
    expect(a.every((value) => value > 0 && value < 1)).toBe(true);
    for (const b of looks.slice(i + 1))
      expect(Math.hypot(...a.map((value, c) => Math.sqrt(value) - Math.sqrt(b[c])))).toBeGreaterThan(0.015);
  }
});

test('takes the colour that it is given', async () => {
  const [r, g, b] = await mean('paper', '#3567b0');
  expect(b).toBeGreaterThan(g);
  expect(g).toBeGreaterThan(r);
  const [pr, , pb] = await mean('painted wood', '#3567b0');
  expect(pb).toBeGreaterThan(pr * 1.5);
});

test('repeats without a seam', async () => {
  const material = await bakeMaterial({ surface: 'concrete', color: undefined }, 64);
  const left = new Float32Array(6);
  const right = new Float32Array(6);
  sampleMaterial(material, 1e-4, 20, 0.1, 0.1, left);
  sampleMaterial(material, material.sizeCm - 1e-4, 20, 0.1, 0.1, right);
  expect(left[0]).toBeCloseTo(right[0], 3);
});

test('keeps bakes, and bakes anew what is damaged', async () => {
  const cacheDir = await mkdtemp(join(tmpdir(), 'nanococoa-bake-'));
  try {
    const request = { choice: { surface: 'slate', color: undefined }, side: 32, cacheDir } as const;
    let bands = 0;
    const first = await cachedMaterial({ ...request, pause: async () => void bands++ });
    expect(bands).toBeGreaterThan(0);
    bands = 0;
    const again = await cachedMaterial({ ...request, pause: async () => void bands++ });
    expect(bands).toBe(0);
    expect(Buffer.compare(again.levels[0].data, first.levels[0].data)).toBe(0);
    const [file, ...others] = await readdir(cacheDir);
    expect(others).toEqual([]);
    await writeFile(join(cacheDir, file), 'short');
    const mended = await cachedMaterial({ ...request, pause: async () => void bands++ });
    expect(bands).toBeGreaterThan(0);
    expect(Buffer.compare(mended.levels[0].data, first.levels[0].data)).toBe(0);
    await cachedMaterial({ ...request, cacheDir: '/dev/null/nowhere' });
  } finally {
    await rm(cacheDir, { recursive: true, force: true });
  }
});

test('keeps its brightness from one level to the next', async () => {
  const material = await bakeMaterial({ surface: 'acrylic', color: '#808080' }, 128);
  const out = new Float32Array(6);
  const levels = Array.from({ length: 60 }, (_, i) => {
    const footprint = 0.3 * 1.05 ** i;
    sampleMaterial(material, 7, 9, footprint, footprint, out);
    return out[0];
  });
  expect(Math.max(...levels) - Math.min(...levels)).toBeLessThan(0.001);
});
