import { boxAt, type ProductPlace, type ProductShape } from './product-place.ts';

/** A line that the product holds on to, as a fraction of the canvas. */
export interface SnapLine {
  at: number;
  /** Whether it is where the product stands in the picture now, not a line of the canvas. */
  isPresent: boolean;
}

export interface Snapped {
  place: ProductPlace;
  /** The upright and the level line that it holds on to. */
  x?: SnapLine;
  y?: SnapLine;
}

export interface SnapOptions {
  /** Where the product stands in the picture now. */
  present: ProductPlace;
  shape: ProductShape;
  /** Width of the canvas over its height. */
  aspect: number;
  /** How near it must come, fractions of the canvas. */
  reach: { x: number; y: number };
}

/** Thirds and middle of the canvas. */
const LINES = [1 / 3, 1 / 2, 2 / 3];

/**
 * Moves a place onto the nearest line within reach: thirds and middle of the canvas, for the foot or for the middle of
 * the box, and where the foot stands now. Across and down are decided apart.
 */
export function snapPlace(place: ProductPlace, { present, shape, aspect, reach }: SnapOptions): Snapped {
  const box = boxAt(place, shape, aspect);
  const across = nearest(place.x, (box.left + box.right) / 2, present.x, reach.x);
  const down = nearest(place.y, (box.top + box.bottom) / 2, present.y, reach.y);
  return {
    place: { ...place, x: place.x + (across?.move ?? 0), y: place.y + (down?.move ?? 0) },
    ...(across && { x: across.line }),
    ...(down && { y: down.line }),
  };
}

function nearest(foot: number, middle: number, present: number, reach: number) {
  const lines = LINES.flatMap((at) => [
    { line: { at, isPresent: false }, move: at - foot },
    { line: { at, isPresent: false }, move: at - middle },
  ]);
  const all = [{ line: { at: present, isPresent: true }, move: present - foot }, ...lines];
  const within = all.filter(({ move }) => Math.abs(move) <= reach);
  return within.sort((a, b) => Math.abs(a.move) - Math.abs(b.move))[0];
}
