import { type Field, sampleGrid } from './field.ts';
import type { BalloonShape, Solid } from './solid.ts';

/** Half the thickness of a balloon's seam, texels. */
const SEAM_HALF_DEPTH = 1.3;

/** An inflated height field on both sides of the plane, welded together at a flat seam. */
export function balloonSolid(field: Field, { heights, fullness, seam }: BalloonShape): Solid {
  const { width, height, distance } = field;
  const top = heights.reduce((a, b) => Math.max(a, b), 0) * fullness + 2;
  return {
    field,
    frontZ: top,
    backZ: top,
    outset: seam,
    // Above 1: rays fly nearly at right angles to the plane and cross the dome's slopes slower than the
    // bound below fears.
    stepFactor: 1.3,
    distance: (x, y, z) => {
      const d = sampleGrid(distance, width, height, x, y);
      const depth = z < 0 ? -z : z;
      const e = d - seam;
      const g = depth - SEAM_HALF_DEPTH;
      const seamDistance = (e > 0 && g > 0 ? Math.sqrt(e * e + g * g) : Math.max(e, g)) - 0.3;
      if (d >= 0) return seamDistance;
      // The dome is a height field, no distance: its slope bounds how far a ray may go.
      const domed = sampleGrid(heights, width, height, x, y) * fullness;
      return Math.min((depth - domed - 0.2) * 0.42, seamDistance);
    },
  };
}
