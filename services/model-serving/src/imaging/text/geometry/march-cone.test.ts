import { expect, test } from 'vitest';
import { marchPrimary } from './march.ts';
import { marchCone } from './march-cone.ts';
import { createSolid, type Solid } from './solid.ts';

/** A plate of 40 x 40 texels in a field of 200 x 200. */
function plate(): Solid {
  const [width, height] = [200, 200];
  const distance = new Float32Array(width * height);
  for (let i = 0; i < distance.length; i++) {
    const dx = Math.abs((i % width) + 0.5 - 100) - 20;
    const dy = Math.abs(Math.floor(i / width) + 0.5 - 100) - 20;
    distance[i] = dx > 0 && dy > 0 ? Math.hypot(dx, dy) : Math.max(dx, dy);
  }
  const field = { width, height, distance, texelsPerEm: 100, padding: 10 };
  return createSolid(field, { kind: 'bevel', halfDepth: 10, radius: 4, dome: new Float32Array(0) });
}

const EYE = Float64Array.of(100, 60, 300);

function towards(x: number, y: number): Float64Array {
  const scale = 1 / Math.hypot(x - EYE[0], y - EYE[1], EYE[2]);
  return Float64Array.of((x - EYE[0]) * scale, (y - EYE[1]) * scale, -EYE[2] * scale);
}

test('no ray of a bundle meets the body before the bundle stops; bundles beside it never stop', () => {
  const solid = plate();
  let [near, hits] = [0, 0];
  for (let y = 30; y < 170; y += 10) {
    for (let x = 30; x < 170; x += 10) {
      const middle = towards(x, y);
      const corners = [
        towards(x - 5, y - 5),
        towards(x + 5, y + 5),
        towards(x - 5, y + 5),
        towards(x + 5, y - 5),
      ];
      const spread = Math.max(
        ...corners.map((ray) => Math.hypot(...ray.map((value, i) => value - middle[i]))),
      );
      const start = marchCone(solid, EYE, middle, spread);
      for (const ray of [middle, ...corners]) {
        const met = marchPrimary(solid, EYE, ray);
        if (met < 0) continue;
        hits++;
        expect(start).toBeLessThanOrEqual(met + 0.2);
        if (start > met - 25) near++;
      }
    }
  }
  expect(hits).toBeGreaterThan(50);
  expect(near).toBeGreaterThan(0.8 * hits);
  expect(marchCone(solid, EYE, towards(20, 20), 0.01)).toBe(Infinity);
});
