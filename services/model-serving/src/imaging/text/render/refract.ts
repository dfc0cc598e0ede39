import type { Vector } from '../geometry/march.ts';
import type { Solid } from '../geometry/solid.ts';

/**
 * Bends a unit direction at a surface whose normal is against it (Snell's law); `eta` is the refractive index before
 * over the one behind. Returns false, and writes nothing, for total reflection.
 */
export function refract(direction: Vector, normal: Vector, eta: number, out: Vector): boolean {
  const dot = direction[0] * normal[0] + direction[1] * normal[1] + direction[2] * normal[2];
  const cosine = Math.max(0, -dot);
  const k = 1 - eta * eta * (1 - cosine * cosine);
  if (k < 0) return false;
  const along = eta * cosine - Math.sqrt(k);
  for (let axis = 0; axis < 3; axis++) out[axis] = eta * direction[axis] + along * normal[axis];
  return true;
}

/** Follows a ray inside the body from where it entered to where it leaves (`exit`); returns the way, texels. */
export function marchInside(
  solid: Solid,
  from: { x: number; y: number; z: number },
  direction: Vector,
  exit: Vector,
): number {
  const { x, y, z } = from;
  let t = 2;
  for (let step = 0; step < 24; step++) {
    const depth = -solid.distance(x + direction[0] * t, y + direction[1] * t, z + direction[2] * t);
    if (depth < 0.3 && step > 0) break;
    t += Math.max(1, depth * 0.9);
  }
  exit[0] = x + direction[0] * t;
  exit[1] = y + direction[1] * t;
  exit[2] = z + direction[2] * t;
  return t;
}
