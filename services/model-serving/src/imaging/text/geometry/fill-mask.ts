/** A closed polyline in texels: x0, y0, x1, y1 … */
export type Polygon = Float64Array;

interface Crossing {
  x: number;
  winding: number;
}

/**
 * Which texel centres lie inside the polygons, by the nonzero winding rule: 1 inside, 0 outside, row by row.
 */
export function fillMask(polygons: readonly Polygon[], width: number, height: number): Uint8Array {
  const rows: Crossing[][] = Array.from({ length: height }, () => []);
  for (const polygon of polygons) addCrossings(rows, polygon, height);
  const mask = new Uint8Array(width * height);
  rows.forEach((row, y) => {
    row.sort((a, b) => a.x - b.x);
    let winding = 0;
    for (let i = 0; i + 1 < row.length; i++) {
      winding += row[i].winding;
      if (winding === 0) continue;
      const start = Math.max(0, Math.ceil(row[i].x - 0.5));
      const end = Math.min(width, Math.ceil(row[i + 1].x - 0.5));
      if (end > start) mask.fill(1, y * width + start, y * width + end);
    }
  });
  return mask;
}

function addCrossings(rows: Crossing[][], polygon: Polygon, height: number): void {
  let ax = polygon[polygon.length - 2];
  let ay = polygon[polygon.length - 1];
  for (let i = 0; i < polygon.length; i += 2) {
    const bx = polygon[i];
    const by = polygon[i + 1];
    const down = by > ay;
    const [x0, y0, x1, y1] = down ? [ax, ay, bx, by] : [bx, by, ax, ay];
    const slope = (x1 - x0) / (y1 - y0);
    const last = Math.min(height - 1, Math.ceil(y1 - 0.5) - 1);
    for (let y = Math.max(0, Math.ceil(y0 - 0.5)); y <= last; y++) {
      rows[y].push({ x: x0 + (y + 0.5 - y0) * slope, winding: down ? 1 : -1 });
    }
    ax = bx;
    ay = by;
  }
}
