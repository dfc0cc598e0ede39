import { differenceNormal } from './difference-normal.ts';
import type { Solid } from './solid.ts';

/**
 * A point or direction; x right, y down, z towards the viewer. Read by index: destructuring runs the
 * iterator.
 */
export type Vector = Float64Array;

const HIT_DISTANCE = 0.1;
const MAX_STEPS = 72;

/**
 * Sphere tracing (Hart 1996) of a ray to the body. Returns the distance along the unit direction, or -1 for a
 * miss. `from`: the body is known to be farther away than that.
 */
export function marchPrimary(solid: Solid, origin: Vector, direction: Vector, from = 0): number {
  const { width, height } = solid.field;
  let near = from;
  let far = 1e9;
  for (let axis = 0; axis < 3; axis++) {
    const low = axis === 2 ? -solid.backZ : 0;
    const high = axis === 0 ? width : axis === 1 ? height : solid.frontZ;
    if (Math.abs(direction[axis]) < 1e-9) {
      if (origin[axis] < low || origin[axis] > high) return -1;
      continue;
    }
    const a = (low - origin[axis]) / direction[axis];
    const b = (high - origin[axis]) / direction[axis];
    near = Math.max(near, Math.min(a, b));
    far = Math.min(far, Math.max(a, b));
  }
  const ox = origin[0];
  const oy = origin[1];
  const oz = origin[2];
  const dx = direction[0];
  const dy = direction[1];
  const dz = direction[2];
  let t = near;
  for (let step = 0; step < MAX_STEPS && t <= far; step++) {
    const d = solid.distance(ox + dx * t, oy + dy * t, oz + dz * t);
    if (d < HIT_DISTANCE) return t;
    t += d * solid.stepFactor;
  }
  return -1;
}

/**
 * Where a ray that starts on the body meets it again, in few steps: good for blurred reflections. -1:
 * nowhere.
 */
export function marchReflection(solid: Solid, x: number, y: number, z: number, direction: Vector): number {
  const dx = direction[0];
  const dy = direction[1];
  const dz = direction[2];
  let t = 2;
  for (let step = 0; step < 18; step++) {
    const pz = z + dz * t;
    const px = x + dx * t;
    const py = y + dy * t;
    if (isOutside(solid, px, py, pz)) return -1;
    const d = solid.distance(px, py, pz);
    if (d < 0.3) return t;
    t += Math.max(0.6, d * solid.stepFactor);
  }
  return -1;
}

/** How much of a light in a direction reaches a point on the body, 0 to 1; near misses give a soft edge. */
export function softShadow(solid: Solid, x: number, y: number, z: number, direction: Vector): number {
  const dx = direction[0];
  const dy = direction[1];
  const dz = direction[2];
  let t = 2;
  let light = 1;
  for (let step = 0; step < 24; step++) {
    const px = x + dx * t;
    const py = y + dy * t;
    const pz = z + dz * t;
    if (isOutside(solid, px, py, pz)) break;
    const d = solid.distance(px, py, pz);
    if (d < 0.1) return 0;
    light = Math.min(light, (8 * d) / t);
    t += Math.max(1, d * 0.9);
  }
  return light;
}

/** How open the surroundings of a point are along its normal, 0.12 to 1 (Evans 2006). */
export function ambientOcclusion(solid: Solid, x: number, y: number, z: number, normal: Vector): number {
  const unit = solid.field.texelsPerEm / 150;
  let closed = 0;
  let weight = 1;
  for (let i = 1; i <= 4; i++) {
    const h = (4 + i * i * 3.2) * unit;
    const d = solid.distance(x + normal[0] * h, y + normal[1] * h, z + normal[2] * h);
    closed += ((h - Math.min(h, Math.max(0, d))) / h) * weight;
    weight *= 0.6;
  }
  return Math.max(0.12, 1 - closed * 0.55);
}

/** Unit normal of the body's surface, by central differences where the body knows no better, written to `out`. */
export function surfaceNormal(solid: Solid, x: number, y: number, z: number, out: Vector): void {
  if (solid.normal) solid.normal(x, y, z, out);
  else differenceNormal(solid.distance, x, y, z, out);
}

function isOutside({ frontZ, backZ, field }: Solid, x: number, y: number, z: number): boolean {
  return z > frontZ + 2 || z < -backZ - 2 || x < 0 || y < 0 || x > field.width || y > field.height;
}
