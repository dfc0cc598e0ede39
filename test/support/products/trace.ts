import type { Part, ProductModel } from './product.ts';

/** Where a ray met a part; reused from ray to ray. */
export interface Hit {
  t: number;
  part: number;
}

const MAX_STEPS = 84;

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
  let nearest = 0;
  for (let i = 0; i < MAX_STEPS && t < to; i++) {
    const x = o[0] + d[0] * t;
    const y = o[1] + d[1] * t;
    const z = o[2] + d[2] * t;
    nearest = Number.POSITIVE_INFINITY;
    let part = -1;
    for (let k = 0; k < parts.length; k++) {
      const distance = k === inside ? -parts[k].distance(x, y, z) : distanceTo(parts[k], x, y, z);
      if (distance < nearest) {
        nearest = distance;
        part = k;
      }
    }
    hit.part = part;
    if (nearest < precision) {
      hit.t = t;
      return true;
    }
    t += nearest * step;
  }
  // A ray that creeps along a surface runs out of steps before it arrives.
  hit.t = t;
  return t < to && nearest < precision * 4;
}

/**
 * How far all rays of a narrow cone may go before one of them could meet something; `to` if none does.
 * `spread` is the cone's radius over its length.
 */
export function marchCone(
  model: ProductModel,
  o: readonly number[],
  d: readonly number[],
  from: number,
  to: number,
  spread: number,
): number {
  const { step = 0.95 } = model;
  let t = from;
  for (let i = 0; i < MAX_STEPS && t < to; i++) {
    let nearest = Number.POSITIVE_INFINITY;
    for (const part of model.parts) {
      nearest = Math.min(nearest, distanceTo(part, o[0] + d[0] * t, o[1] + d[1] * t, o[2] + d[2] * t));
    }
    const free = nearest * step - spread * t;
    if (free < model.height * 0.004) return Math.max(from, t - spread * t);
    t += free;
  }
  return t;
}

/** Distance to a part; where its bounds are further than `limit`, a lower bound. */
function distanceTo(part: Part, x: number, y: number, z: number, limit = 0): number {
  if (part.bounds) {
    const [cx, cy, cz, radius] = part.bounds;
    const dx = x - cx;
    const dy = y - cy;
    const dz = z - cz;
    const far = Math.sqrt(dx * dx + dy * dy + dz * dz) - radius;
    if (far > radius * 0.15 && far > limit) return far;
  }
  return part.distance(x, y, z);
}

/** Distance to the nearest part that is not a clear wall, or to the table. */
export function clearance(model: ProductModel, x: number, y: number, z: number): number {
  let nearest = y;
  for (const part of model.parts) {
    if (part.glass?.kind === 'thin') continue;
    const distance = distanceTo(part, x, y, z, nearest);
    if (distance < nearest) nearest = distance;
  }
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
      // A clear wall lets the light through.
      if (part.glass?.kind === 'thin') continue;
      const distance = distanceTo(part, x + d[0] * t, py, z + d[2] * t, spread * t);
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
