import type { LowerOutline } from './lower-outline.ts';

export type Point = [x: number, y: number];

/** The lower edges of a box that turns a corner towards the viewer; grid cells, y downwards. */
export interface CornerFit {
  left: Point;
  corner: Point;
  right: Point;
  elevationDeg: number;
  /** Mean distance of the outline as a share of its half width. */
  error: number;
}

/** The corner lies at least this far from the walls, share of the outline's width. */
const NEAREST = 0.06;
/** Edges less steep than this say nothing: the box is seen from the front. */
const FLATTEST = 0.025;

/**
 * Fits two straight edges that meet at the lowest corner. For edges that are at right angles on the ground, the
 * product of their slopes is the square of the sine of the elevation, however the box is turned.
 */
export function fitCorner({ left, y }: LowerOutline): CornerFit | undefined {
  const count = y.length;
  const nearest = Math.max(4, Math.round(count * NEAREST));
  const stride = Math.max(1, Math.round(count / 60));
  let best: { error: number; a: Line; b: Line } | undefined;
  for (let at = nearest; at <= count - nearest; at += stride) {
    // What is round about a corner belongs to neither edge.
    const round = Math.round(count * 0.02);
    const a = fitLine(y, 0, at - round);
    const b = fitLine(y, at + round, count);
    let error = 0;
    for (let x = 0; x < count; x++) error += Math.abs(y[x] - Math.min(heightOf(a, x), heightOf(b, x)));
    error /= count * (count / 2);
    if (best === undefined || error < best.error) best = { error, a, b };
  }
  if (best === undefined) return undefined;
  const { a, b, error } = best;
  if (a.slope < FLATTEST || b.slope > -FLATTEST) return undefined;
  const meet = (b.start - a.start) / (a.slope - b.slope);
  if (meet <= 0 || meet >= count - 1) return undefined;
  return {
    left: [left, heightOf(a, 0)],
    corner: [left + meet, heightOf(a, meet)],
    right: [left + count, heightOf(b, count)],
    elevationDeg: (Math.asin(Math.min(1, Math.sqrt(-a.slope * b.slope))) * 180) / Math.PI,
    error,
  };
}

interface Line {
  start: number;
  slope: number;
}

function heightOf({ start, slope }: Line, x: number): number {
  return start + slope * x;
}

/** Least squares over columns from..to (exclusive). */
function fitLine(y: Float32Array, from: number, to: number): Line {
  const count = to - from;
  const meanX = (from + to - 1) / 2;
  let meanY = 0;
  for (let x = from; x < to; x++) meanY += y[x] / count;
  let xy = 0;
  let xx = 0;
  for (let x = from; x < to; x++) {
    xy += (x - meanX) * (y[x] - meanY);
    xx += (x - meanX) ** 2;
  }
  const slope = xx === 0 ? 0 : xy / xx;
  return { start: meanY - slope * meanX, slope };
}
