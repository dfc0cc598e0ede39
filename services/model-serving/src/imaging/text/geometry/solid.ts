import { balloonSolid } from './balloon-solid.ts';
import { bevelSolid } from './bevel-solid.ts';
import type { Field } from './field.ts';
import { layeredSolid } from './layered-solid.ts';
import { tubeSolid } from './tube-solid.ts';

/** The letters as a body: x right, y down in texels of the field, z towards the viewer, 0 in the middle. */
export interface Solid {
  field: Field;
  /** Distance to the surface in texels, negative inside; may be too small, never much too large. */
  distance(x: number, y: number, z: number): number;
  /** Unit normal at a point of the surface, written to `out`, where that is cheaper than by differences. */
  normal?(x: number, y: number, z: number, out: Float64Array): void;
  /** The body lies between -backZ and frontZ. */
  frontZ: number;
  backZ: number;
  /** How far beyond the letters' edge the body reaches in the plane. */
  outset: number;
  /** Part of `distance` that a ray may safely go at once. */
  stepFactor: number;
}

/** Letters cut from a plate: rounded edges front and back, the face domed by a `pillow`. Texels. */
export interface BevelShape {
  kind: 'bevel';
  halfDepth: number;
  /** Radius of the rounded edge. */
  radius: number;
  /** How far the face rises above the plate at each texel; empty for a flat face. */
  dome: Float32Array;
}

/** Letters inflated like foil balloons, with a flat welded seam around. */
export interface BalloonShape {
  kind: 'balloon';
  /** The Poisson solution that the letters are inflated by, texels²; negative outside. */
  potential: Float32Array;
  /** Factor on the heights. */
  fullness: number;
  /** Width of the seam, texels. */
  seam: number;
}

/** Letters bent from a round tube that stands on posts before a wall. Texels. */
export interface TubeShape {
  kind: 'tube';
  radius: number;
  /** Distance of each cell of `POST_CELL` × `POST_CELL` texels to the nearest post's axis. */
  posts: Float32Array;
  /** Length of the posts, from the tube's middle backwards. */
  standOff: number;
}

/** Letters cut from several sheets of card, each a little wider than the one before it. Texels. */
export interface LayeredShape {
  kind: 'layers';
  count: number;
  /** Thickness of a sheet, and the gap between two. */
  thickness: number;
  gap: number;
  /** How far each sheet reaches beyond the one before it. */
  step: number;
}

/** Plain data: band threads build the same body from it. */
export type Shape = BevelShape | BalloonShape | TubeShape | LayeredShape;

/** Makes the body of a shape over a field. */
export function createSolid(field: Field, shape: Shape): Solid {
  switch (shape.kind) {
    case 'bevel':
      return bevelSolid(field, shape);
    case 'balloon':
      return balloonSolid(field, shape);
    case 'tube':
      return tubeSolid(field, shape);
    case 'layers':
      return layeredSolid(field, shape);
  }
}
