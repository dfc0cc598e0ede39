import { expect, test } from 'vitest';
import { edgeDistance } from './edge-distance.ts';

test('is positive inside, negative outside, within 8 % of the true distance', () => {
  const [side, radius] = [81, 22.3];
  const at = (i: number) => Math.hypot((i % side) - 40, Math.floor(i / side) - 40);
  const alpha = Float32Array.from({ length: side * side }, (_, i) => (at(i) < radius ? 1 : 0));
  const distance = edgeDistance(alpha, side, side);
  let worst = 0;
  for (let i = 0; i < distance.length; i++) {
    const off = Math.abs(distance[i] - (radius - at(i)));
    worst = Math.max(worst, off - 0.08 * Math.abs(radius - at(i)));
  }
  expect(worst).toBeLessThan(0.85);
});

test('knows no edge where there is none', () => {
  expect(Math.max(...edgeDistance(new Float32Array(48), 8, 6))).toBeLessThan(-100);
});
