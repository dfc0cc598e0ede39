import type { Polygon } from './block.ts';

/** Pieces of a full turn; at 4,096 pixels the chord is within a twentieth of a pixel of the circle. */
const TURN = 192;

/** A rectangle whose corners are rounded by `radius`, clockwise. */
export function roundedRectangle(
  x: number,
  y: number,
  width: number,
  height: number,
  radius: number,
): Polygon {
  const r = Math.min(radius, width / 2, height / 2);
  const centres = [
    [x + width - r, y + r],
    [x + width - r, y + height - r],
    [x + r, y + height - r],
    [x + r, y + r],
  ];
  const quarter = TURN / 4;
  const points: number[] = [];
  centres.forEach(([cx, cy], corner) => {
    for (let i = 0; i <= quarter; i++) {
      const angle = ((corner - 1) * Math.PI) / 2 + (i / quarter) * (Math.PI / 2);
      points.push(cx + r * Math.cos(angle), cy + r * Math.sin(angle));
    }
  });
  return Float64Array.from(points);
}

/** A circle, clockwise. */
export function circle(cx: number, cy: number, radius: number): Polygon {
  return Float64Array.from({ length: 2 * TURN }, (_, i) => {
    const angle = ((i >> 1) / TURN) * 2 * Math.PI;
    return i % 2 === 0 ? cx + radius * Math.cos(angle) : cy + radius * Math.sin(angle);
  });
}

/** A ring between two radii: the inner circle runs the other way round. */
export function ring(cx: number, cy: number, outer: number, inner: number): Polygon[] {
  const hole = circle(cx, cy, inner);
  const reversed = new Float64Array(hole.length);
  for (let i = 0; i < hole.length; i += 2) {
    reversed[i] = hole[hole.length - 2 - i];
    reversed[i + 1] = hole[hole.length - 1 - i];
  }
  return [circle(cx, cy, outer), reversed];
}

/** A seal with `teeth` rounded scallops between two radii. */
export function seal(cx: number, cy: number, outer: number, inner: number, teeth: number): Polygon {
  const steps = teeth * 16;
  const points: number[] = [];
  for (let i = 0; i < steps; i++) {
    const angle = (i / steps) * 2 * Math.PI;
    const radius = (outer + inner) / 2 + ((outer - inner) / 2) * Math.cos(angle * teeth);
    points.push(cx + radius * Math.sin(angle), cy - radius * Math.cos(angle));
  }
  return Float64Array.from(points);
}

/** An arrow to the right: a shaft with an open head, of one thickness; (x, y) is the middle of its left end. */
export function arrow(x: number, y: number, length: number, thickness: number): Polygon[] {
  const t = thickness / 2;
  const head = Math.min(length * 0.42, thickness * 3.2);
  const tip = x + length;
  return [
    Float64Array.of(x, y - t, tip - t, y - t, tip - t, y + t, x, y + t),
    chevron(tip, y, head, thickness),
  ];
}

/** An open arrow head to the right; (x, y) is its tip, `size` half of its height. */
export function chevron(x: number, y: number, size: number, thickness: number): Polygon {
  const d = thickness * Math.SQRT1_2;
  return Float64Array.of(
    ...[x, y],
    ...[x - size, y + size],
    ...[x - size - d, y + size - d],
    ...[x - 2 * d, y],
    ...[x - size - d, y - size + d],
    ...[x - size, y - size],
  );
}

/** A straight bar between two points. */
export function bar(x0: number, y0: number, x1: number, y1: number, thickness: number): Polygon {
  const length = Math.hypot(x1 - x0, y1 - y0);
  const nx = (-(y1 - y0) / length) * (thickness / 2);
  const ny = ((x1 - x0) / length) * (thickness / 2);
  return Float64Array.of(x0 - nx, y0 - ny, x1 - nx, y1 - ny, x1 + nx, y1 + ny, x0 + nx, y0 + ny);
}
