import type { Part, ProductModel } from './product.ts';

/** Where a ray met a part; reused from ray to ray. */
export interface Hit {
  t: number;
  part: number;
}

const MAX_STEPS = 96;

/**
 * Follows a ray from `from` to `to` along it. `inside` is the index of the glass part that the ray is in, or -1.
 * Writes the part that it met to `hit` and tells whether there is one. Source: Hart, Sphere Tracing (1996).
 */
export function march(
  model: ProductModel,
  o: readonly number[],
  d: readonly number[],
  from: number,
  to: number,
  inside: number,
  hit: Hit,
): boolean {
  const { parts, step = 0.95 } = model;
  const precision = model.height * 2e-4;
  let t = from;
  for (let i = 0; i < MAX_STEPS && t < to; i++) {
    const x = o[0] + d[0] * t;
    const y = o[1] + d[1] * t;
    const z = o[2] + d[2] * t;
    let nearest = Number.POSITIVE_INFINITY;
    let part = -1;
    for (let k = 0; k < parts.length; k++) {
      const distance = k === inside ? -parts[k].distance(x, y, z) : parts[k].distance(x, y, z);
      if (distance < nearest) {
        nearest = distance;
        part = k;
      }
    }
    if (nearest < precision) {
      hit.t = t;
      hit.part = part;
      return true;
    }
    t += nearest * step;
  }
  return false;
}

/** Distance to the nearest part or to the table. */
export function clearance(model: ProductModel, x: number, y: number, z: number): number {
  let nearest = y;
  for (const part of model.parts) nearest = Math.min(nearest, part.distance(x, y, z));
  return nearest;
}

/** How much of a small light in direction `d` reaches a point, 0..1, with a penumbra. */
export function lightVisibility(
  model: ProductModel,
  x: number,
  y: number,
  z: number,
  d: readonly number[],
  spread: number,
): number {
  const reach = model.height * 1.6;
  let visible = 1;
  let t = model.height * 0.012;
  for (let i = 0; i < 26 && t < reach; i++) {
    const py = y + d[1] * t;
    if (py > model.height * 1.05) break;
    let nearest = reach;
    for (const part of model.parts) {
      // What is clear lets most of the light through.
      const distance = part.distance(x + d[0] * t, py, z + d[2] * t) + (part.glass ? 0.03 * t : 0);
      if (distance < nearest) nearest = distance;
    }
    visible = Math.min(visible, 0.5 + (0.5 * nearest) / (spread * t));
    if (visible < 0.01) return 0;
    t += Math.max(nearest * 0.9, model.height * 0.012);
  }
  return visible * visible * (3 - 2 * visible);
}

/** Unit normal of a part, by four probes (tetrahedron), written to `out`. */
export function normalAt(part: Part, p: readonly number[], size: number, out: number[]): void {
  const e = size;
  const a = part.distance(p[0] + e, p[1] - e, p[2] - e);
  const b = part.distance(p[0] - e, p[1] - e, p[2] + e);
  const c = part.distance(p[0] - e, p[1] + e, p[2] - e);
  const d = part.distance(p[0] + e, p[1] + e, p[2] + e);
  const x = a - b - c + d;
  const y = -a - b + c + d;
  const z = -a + b - c + d;
  const scale = 1 / (Math.sqrt(x * x + y * y + z * z) || 1);
  out[0] = x * scale;
  out[1] = y * scale;
  out[2] = z * scale;
}
