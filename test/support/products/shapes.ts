/** Signed distances of simple bodies. Source: Quilez, 3D SDFs. */

/** Upright cylinder from `y0` to `y1` with rounded rims. */
export function cylinder(
  x: number,
  y: number,
  z: number,
  radius: number,
  y0: number,
  y1: number,
  round: number,
): number {
  return box2(Math.sqrt(x * x + z * z), y - (y0 + y1) / 2, radius, (y1 - y0) / 2, round);
}

/** Rounded rectangle with half sides (a, b) in the plane. */
export function box2(u: number, v: number, a: number, b: number, round: number): number {
  const du = (u < 0 ? -u : u) - a + round;
  const dv = (v < 0 ? -v : v) - b + round;
  const ou = du > 0 ? du : 0;
  const ov = dv > 0 ? dv : 0;
  const inner = du > dv ? du : dv;
  return Math.sqrt(ou * ou + ov * ov) + (inner < 0 ? inner : 0) - round;
}

/** Rounded box with half sides (a, b, c) around the origin. */
export function box3(
  x: number,
  y: number,
  z: number,
  a: number,
  b: number,
  c: number,
  round: number,
): number {
  const dx = Math.abs(x) - a + round;
  const dy = Math.abs(y) - b + round;
  const dz = Math.abs(z) - c + round;
  const ox = Math.max(dx, 0);
  const oy = Math.max(dy, 0);
  const oz = Math.max(dz, 0);
  return Math.sqrt(ox * ox + oy * oy + oz * oz) + Math.min(Math.max(dx, dy, dz), 0) - round;
}

/** Ellipsoid around the origin; a bound that is exact on the surface. */
export function ellipsoid(x: number, y: number, z: number, a: number, b: number, c: number): number {
  const k0 = Math.sqrt((x / a) ** 2 + (y / b) ** 2 + (z / c) ** 2);
  const k1 = Math.sqrt((x / (a * a)) ** 2 + (y / (b * b)) ** 2 + (z / (c * c)) ** 2);
  return k1 < 1e-9 ? -Math.min(a, b, c) : (k0 * (k0 - 1)) / k1;
}

/** Rod between two points with rounded ends. */
export function capsule(
  x: number,
  y: number,
  z: number,
  from: readonly [number, number, number],
  to: readonly [number, number, number],
  radius: number,
): number {
  const bx = to[0] - from[0];
  const by = to[1] - from[1];
  const bz = to[2] - from[2];
  const px = x - from[0];
  const py = y - from[1];
  const pz = z - from[2];
  const t = Math.max(0, Math.min(1, (px * bx + py * by + pz * bz) / (bx * bx + by * by + bz * bz)));
  return Math.hypot(px - bx * t, py - by * t, pz - bz * t) - radius;
}

/** Smooth union over a fillet of about `k`. */
export function smoothMin(a: number, b: number, k: number): number {
  const h = Math.max(k - Math.abs(a - b), 0) / k;
  return Math.min(a, b) - h * h * k * 0.25;
}

/** Smooth intersection over a fillet of about `k`. */
export function smoothMax(a: number, b: number, k: number): number {
  return -smoothMin(-a, -b, k);
}
