import { hash2 } from '../../math/noise.ts';

/** What `shade` writes: albedo R, G, B, roughness, F0, translucency, metal 0/1, emission, clearness, each 0..1 or more. */
export type PropTexel = Float32Array;

export const TEXEL = { rough: 3, f0: 4, through: 5, metal: 6, emission: 7, clear: 8, size: 9 } as const;

/**
 * One kind of prop as a signed distance field in its own space: centimetres, y up, standing or lying on y = 0 about
 * the origin. `variation` 0..1 makes each one different.
 */
export interface PropShape {
  /** Sphere about (0, heightCm / 2, 0) that holds it. */
  boundCm: number;
  heightCm: number;
  /** Radius of the ground that it takes up. */
  footCm: number;
  /** Share of the light that its shadow keeps: 0 unless it is clear. */
  lets?: number;
  /** Signed distance, or less. */
  distance(x: number, y: number, z: number, variation: number): number;
  shade(x: number, y: number, z: number, variation: number, out: PropTexel): void;
}

/** Distance to an ellipsoid at the origin (Quilez's bound: exact on the surface, right to first order near it). */
export function ellipsoid(x: number, y: number, z: number, rx: number, ry: number, rz: number): number {
  const a = x / rx;
  const b = y / ry;
  const c = z / rz;
  const k0 = Math.sqrt(a * a + b * b + c * c);
  const ax = a / rx;
  const by = b / ry;
  const cz = c / rz;
  const k1 = Math.sqrt(ax * ax + by * by + cz * cz);
  return k1 < 1e-6 ? -Math.min(rx, ry, rz) : (k0 * (k0 - 1)) / k1;
}

/** Distance to a box with half sides hx, hy, hz, whose edges are rounded by `round`. */
export function roundBox(
  x: number,
  y: number,
  z: number,
  hx: number,
  hy: number,
  hz: number,
  round: number,
): number {
  const qx = Math.abs(x) - hx + round;
  const qy = Math.abs(y) - hy + round;
  const qz = Math.abs(z) - hz + round;
  const ox = Math.max(0, qx);
  const oy = Math.max(0, qy);
  const oz = Math.max(0, qz);
  return Math.sqrt(ox * ox + oy * oy + oz * oz) + Math.min(0, Math.max(qx, qy, qz)) - round;
}

/** Distance to an upright cylinder from y = 0 to `height`, edges rounded by `round`. */
export function roundCylinder(
  x: number,
  y: number,
  z: number,
  radius: number,
  height: number,
  round: number,
): number {
  const qx = Math.sqrt(x * x + z * z) - radius + round;
  const qy = Math.abs(y - height / 2) - height / 2 + round;
  const ox = Math.max(0, qx);
  const oy = Math.max(0, qy);
  return Math.sqrt(ox * ox + oy * oy) + Math.min(0, Math.max(qx, qy)) - round;
}

/** A further number 0..1 from a variation. */
export function vary(variation: number, index: number): number {
  return hash2(Math.floor(variation * 65536), index, 77);
}

/** Sets albedo and the rest; what is not given is 0. */
export function setTexel(
  out: PropTexel,
  rgb: readonly [number, number, number],
  level: number,
  roughness: number,
  f0 = 0.04,
): void {
  out.fill(0);
  for (let c = 0; c < 3; c++) out[c] = rgb[c] * level;
  out[TEXEL.rough] = roughness;
  out[TEXEL.f0] = f0;
}
