import { expect, test } from 'vitest';
import { createRandom } from '../math/random.ts';
import type { ProxyDisc } from '../product/build-proxy.ts';
import { isBlocked, stackSlices } from './block-light.ts';

test('finds the same rays blocked as a test of every slice', () => {
  const random = createRandom(3);
  const discs: ProxyDisc[] = Array.from({ length: 24 }, (_, i) => ({
    heightCm: 0.05 + (i % 8),
    radiusCm: 1 + random() * 3,
    xCm: i < 16 ? 0 : 6,
    zCm: i < 8 ? -4 : 2,
    ...(i < 16 && i >= 8 && { sides: [1, 0, 1, -1, 0, 1, 0, 1, 0.6, 0, -1, 0.6] }),
  }));
  const stacks = stackSlices(discs);
  expect(stacks.map(({ slices }) => slices.length)).toEqual([8, 8, 8]);
  let blocked = 0;
  for (let i = 0; i < 4000; i++) {
    const [x, z, sx, sz] = [random() * 30 - 15, random() * 30 - 15, random() * 4 - 2, random() * 4 - 2];
    const slow = discs.some(({ heightCm, radiusCm, xCm, zCm, sides }) => {
      const dx = x + sx * heightCm - xCm;
      const dz = z + sz * heightCm - zCm;
      const inside = sides === undefined || (Math.abs(dx) <= 1 && Math.abs(dz) <= 0.6);
      return inside && Math.hypot(dx, dz) < radiusCm;
    });
    expect(isBlocked(stacks, x, z, sx, sz)).toBe(slow);
    if (slow) blocked++;
  }
  expect(blocked).toBeGreaterThan(300);
});
