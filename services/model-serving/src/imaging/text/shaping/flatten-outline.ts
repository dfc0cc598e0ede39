import type { SvgPathCommand } from 'harfbuzzjs';

/** A closed polyline: x0, y0, x1, y1 … in em, y down. */
export type Contour = Float64Array;

/**
 * Turns a glyph's outline into polylines in em, y down. Curves get one chord per 1/60 em of their control
 * polygon: at 200 pixels per em the polyline is within 0.1 pixel of the curve.
 */
export function flattenOutline(commands: readonly SvgPathCommand[], unitsPerEm: number): Contour[] {
  const contours: Contour[] = [];
  let points: number[] = [];
  let x = 0;
  let y = 0;
  const finish = (): void => {
    if (points.length >= 6) contours.push(Float64Array.from(points));
    points = [];
  };
  for (const { type, values } of commands) {
    const v = values.map((value, index) => (index % 2 === 0 ? value : -value) / unitsPerEm);
    if (type === 'M') finish();
    if (type === 'M' || type === 'L') points.push(v[0], v[1]);
    else if (type === 'Q') addCubic(points, x, y, raise(x, y, v));
    else if (type === 'C') addCubic(points, x, y, v);
    if (type !== 'Z') {
      x = v[v.length - 2];
      y = v[v.length - 1];
    }
  }
  finish();
  return contours;
}

/** A quadratic curve as a cubic one (degree elevation). */
function raise(x: number, y: number, [cx, cy, ex, ey]: readonly number[]): number[] {
  return [
    x + (2 / 3) * (cx - x),
    y + (2 / 3) * (cy - y),
    ex + (2 / 3) * (cx - ex),
    ey + (2 / 3) * (cy - ey),
    ex,
    ey,
  ];
}

function addCubic(points: number[], x: number, y: number, [ax, ay, bx, by, ex, ey]: readonly number[]): void {
  const length = Math.hypot(ax - x, ay - y) + Math.hypot(bx - ax, by - ay) + Math.hypot(ex - bx, ey - by);
  const chords = Math.min(40, Math.max(3, Math.ceil(length * 60)));
  for (let i = 1; i <= chords; i++) {
    const t = i / chords;
    const u = 1 - t;
    const p = u * u * u;
    const q = 3 * u * u * t;
    const r = 3 * u * t * t;
    const s = t * t * t;
    points.push(p * x + q * ax + r * bx + s * ex, p * y + q * ay + r * by + s * ey);
  }
}
