import type { Vector } from './march.ts';
import type { Solid } from './solid.ts';

const MAX_STEPS = 48;
/** Steps shorter than this, texels, are left to the single rays. */
const LEAST_STEP = 0.75;

/**
 * Follows a bundle of rays from one eye as long as the body is nowhere near any of them (cone marching, Bánki 2014).
 * `spread` is the largest difference between the unit direction of a ray and that of the middle one. Returns the
 * distance up to which all of them meet nothing; Infinity when none meets the body at all.
 */
export function marchCone(solid: Solid, eye: Vector, direction: Vector, spread: number): number {
  const { stepFactor, frontZ, backZ } = solid;
  const [ox, oy, oz] = eye;
  const [dx, dy, dz] = direction;
  // Rays fly backwards, away from the viewer: nothing lies before the foremost plane.
  let t = Math.max(0, (oz - frontZ) / (spread - dz));
  for (let step = 0; step < MAX_STEPS; step++) {
    const z = oz + dz * t;
    const radius = spread * t;
    if (z + radius < -backZ) return Infinity;
    const free = solid.distance(ox + dx * t, oy + dy * t, z) * stepFactor;
    const advance = (free - radius) / (1 + spread);
    if (advance < LEAST_STEP) return t;
    t += advance;
  }
  return t;
}
