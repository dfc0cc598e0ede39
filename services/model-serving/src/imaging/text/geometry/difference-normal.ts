import type { Solid } from './solid.ts';

/** Unit slope of a distance function by central differences, three texels wide, written to `out`. */
export function differenceNormal(
  distance: Solid['distance'],
  x: number,
  y: number,
  z: number,
  out: Float64Array,
): void {
  const e = 1.6;
  const nx = distance(x + e, y, z) - distance(x - e, y, z);
  const ny = distance(x, y + e, z) - distance(x, y - e, z);
  const nz = distance(x, y, z + e) - distance(x, y, z - e);
  const scale = 1 / Math.max(1e-9, Math.sqrt(nx * nx + ny * ny + nz * nz));
  out[0] = nx * scale;
  out[1] = ny * scale;
  out[2] = nz * scale;
}
