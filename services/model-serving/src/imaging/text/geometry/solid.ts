import { type Field, sampleGrid } from './field.ts';

/** The letters as a body: x right, y down in texels of the field, z towards the viewer, 0 in the middle. */
export interface Solid {
  field: Field;
  /** Distance to the surface in texels, negative inside; may be too small, never much too large. */
  distance(x: number, y: number, z: number): number;
  /** The body lies between -backZ and frontZ. */
  frontZ: number;
  backZ: number;
  /** How far beyond the letters' edge the body reaches in the plane. */
  outset: number;
  /** Part of `distance` that a ray may safely go at once. */
  stepFactor: number;
}

/** Letters cut from a plate: rounded edges front and back, the face domed by a `pillow`. */
export interface BevelShape {
  kind: 'bevel';
  /** Half the thickness, texels. */
  halfDepth: number;
  /** Radius of the rounded edge, texels. */
  radius: number;
  /** Inflated height of each texel, and how much of it domes the face. */
  heights: Float32Array;
  pillow: number;
}

/** Letters inflated like foil balloons, with a flat welded seam around. */
export interface BalloonShape {
  kind: 'balloon';
  heights: Float32Array;
  /** Factor on the heights. */
  fullness: number;
  /** Width of the seam, texels. */
  seam: number;
}

/** Letters bent from a round tube. */
export interface TubeShape {
  kind: 'tube';
  radius: number;
}

export type Shape = BevelShape | BalloonShape | TubeShape;

/** Half the thickness of a balloon's seam, texels. */
const SEAM_HALF_DEPTH = 1.3;

/**
 * Makes the body of a shape over a field. Source of the rounded extrusion: Quilez, "distance functions"
 * (opExtrusion).
 */
export function createSolid(field: Field, shape: Shape): Solid {
  const { width, height, distance } = field;
  const edge = (x: number, y: number): number => sampleGrid(distance, width, height, x, y);
  if (shape.kind === 'tube') {
    const { radius } = shape;
    return {
      field,
      frontZ: radius + 1,
      backZ: radius + 1,
      outset: radius,
      stepFactor: 0.95,
      distance: (x, y, z) => {
        const d = edge(x, y);
        return Math.sqrt((d > 0 ? d * d : 0) + z * z) - radius;
      },
    };
  }
  const { heights } = shape;
  const domed = (x: number, y: number): number => sampleGrid(heights, width, height, x, y);
  if (shape.kind === 'balloon') {
    const { fullness, seam } = shape;
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
        const d = edge(x, y);
        const depth = z < 0 ? -z : z;
        const e = d - seam;
        const g = depth - SEAM_HALF_DEPTH;
        const seamDistance = (e > 0 && g > 0 ? Math.sqrt(e * e + g * g) : Math.max(e, g)) - 0.3;
        if (d >= 0) return seamDistance;
        // The dome is a height field, no distance: its slope bounds how far a ray may go.
        return Math.min((depth - domed(x, y) * fullness - 0.2) * 0.42, seamDistance);
      },
    };
  }
  const { halfDepth, radius, pillow } = shape;
  const dome = pillow > 0 ? heights.reduce((a, b) => Math.max(a, b), 0) * pillow : 0;
  return {
    field,
    frontZ: halfDepth + dome,
    backZ: halfDepth,
    outset: 0,
    stepFactor: pillow > 0 ? 0.8 : 0.95,
    distance: (x, y, z) => {
      const a = edge(x, y) + radius;
      const raised = z > 0 && pillow > 0 ? z - pillow * domed(x, y) : z;
      const b = (raised < 0 ? -raised : raised) - halfDepth + radius;
      if (a <= 0 || b <= 0) return (a > b ? a : b) - radius;
      return Math.sqrt(a * a + b * b) - radius;
    },
  };
}
