import { differenceNormal } from './difference-normal.ts';
import { type Field, sampleGrid } from './field.ts';
import type { BalloonShape, Solid } from './solid.ts';

/** Half the thickness of a balloon's seam, texels. */
const SEAM_HALF_DEPTH = 1.3;

/**
 * Two inflated skins, welded together at a flat seam. The skin is where z² = 2u·fullness² of the Poisson solution u,
 * a smooth function whose value over its slope is the distance, nearly (Taubin 1994): for a round pipe it is exact
 * near the skin and too small far from it.
 */
export function balloonSolid(field: Field, { potential, fullness, seam }: BalloonShape): Solid {
  const { width, height, distance } = field;
  const squared = fullness * fullness;
  /** How fast the skin's thickness falls between two points 3.2 texels apart. */
  const slope = (x0: number, y0: number, x1: number, y1: number): number =>
    ((sampleGrid(potential, width, height, x0, y0) - sampleGrid(potential, width, height, x1, y1)) / 3.2) *
    squared;
  const toSurface = (x: number, y: number, z: number): number => {
    const d = sampleGrid(distance, width, height, x, y);
    const e = d - seam;
    const g = (z < 0 ? -z : z) - SEAM_HALF_DEPTH;
    const flange = (e > 0 && g > 0 ? Math.sqrt(e * e + g * g) : Math.max(e, g)) - 0.3;
    // Far from the letters the solution is unknown.
    if (d > 4 * seam + 4) return d - seam - 0.3;
    const fx = x < 1.5 ? 1 : x > width - 2.5 ? width - 3 : x - 0.5;
    const fy = y < 1.5 ? 1 : y > height - 2.5 ? height - 3 : y - 0.5;
    const ix = fx | 0;
    const iy = fy | 0;
    const i = iy * width + ix;
    const u00 = potential[i];
    const u10 = potential[i + 1];
    const u01 = potential[i + width];
    const u11 = potential[i + width + 1];
    const sx = fx - ix;
    const sy = fy - iy;
    const upper = u00 + (u10 - u00) * sx;
    const lower = u01 + (u11 - u01) * sx;
    const slopeX = (u10 - u00 + (u11 - u01 - u10 + u00) * sy) * squared;
    const slopeY = (lower - upper) * squared;
    const value = z * z - 2 * squared * (upper + (lower - upper) * sy);
    const skin = value / (2 * Math.sqrt(z * z + slopeX * slopeX + slopeY * slopeY) + 0.5);
    return Math.min(skin, flange);
  };
  const top = Math.sqrt(2 * potential.reduce((a, b) => Math.max(a, b), 0)) * fullness + 2;
  return {
    field,
    frontZ: top,
    backZ: top,
    outset: seam,
    stepFactor: 0.9,
    normal: (x, y, z, out) => {
      const d = sampleGrid(potential, width, height, x, y);
      if (d < 1 && (z < 0 ? -z : z) < SEAM_HALF_DEPTH + 0.6) {
        differenceNormal(toSurface, x, y, z, out);
        return;
      }
      const nx = slope(x - 1.6, y, x + 1.6, y);
      const ny = slope(x, y - 1.6, x, y + 1.6);
      const scale = 1 / Math.sqrt(nx * nx + ny * ny + z * z + 1e-12);
      out[0] = nx * scale;
      out[1] = ny * scale;
      out[2] = z * scale;
    },
    distance: toSurface,
  };
}
