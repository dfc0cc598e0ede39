import type { Contour } from './flatten-outline.ts';

/** Length of the pieces that are tested one by one, in em. */
const PIECE_EM = 1 / 80;
/** How far beside a piece the winding number is taken, in em. */
const BESIDE_EM = 1 / 2000;

/**
 * The parts of the contours that really bound the filled shape (nonzero rule), as x0, y0, x1, y1 quadruples
 * in em. Fonts made from variable ones let contours overlap; a line inside the ink is no edge, and a distance
 * taken to it would cut a groove into the letter.
 */
export function boundarySegments(contours: readonly Contour[]): Float64Array {
  const out: number[] = [];
  for (const contour of contours) {
    const count = contour.length / 2;
    for (let i = 0; i < count; i++) {
      const j = (i + 1) % count;
      addVisibleParts(out, contours, contour[2 * i], contour[2 * i + 1], contour[2 * j], contour[2 * j + 1]);
    }
  }
  return Float64Array.from(out);
}

function addVisibleParts(
  out: number[],
  all: readonly Contour[],
  x0: number,
  y0: number,
  x1: number,
  y1: number,
): void {
  const dx = x1 - x0;
  const dy = y1 - y0;
  const length = Math.hypot(dx, dy);
  if (length < 1e-9) return;
  const pieces = Math.ceil(length / PIECE_EM);
  const nx = (-dy / length) * BESIDE_EM;
  const ny = (dx / length) * BESIDE_EM;
  let start = -1;
  for (let i = 0; i <= pieces; i++) {
    const t = (i + 0.5) / pieces;
    const mx = x0 + dx * t;
    const my = y0 + dy * t;
    const edge = i < pieces && isInside(all, mx + nx, my + ny) !== isInside(all, mx - nx, my - ny);
    if (edge && start < 0) start = i;
    if (!edge && start >= 0) {
      const a = start / pieces;
      const b = i / pieces;
      out.push(x0 + dx * a, y0 + dy * a, x0 + dx * b, y0 + dy * b);
      start = -1;
    }
  }
}

/** Nonzero winding rule. */
function isInside(contours: readonly Contour[], x: number, y: number): boolean {
  let winding = 0;
  for (const c of contours) {
    let ax = c[c.length - 2];
    let ay = c[c.length - 1];
    for (let i = 0; i < c.length; i += 2) {
      const bx = c[i];
      const by = c[i + 1];
      if (ay <= y !== by <= y && ax + ((y - ay) / (by - ay)) * (bx - ax) > x) winding += by > ay ? 1 : -1;
      ax = bx;
      ay = by;
    }
  }
  return winding !== 0;
}
