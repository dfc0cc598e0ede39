import type { Polygon } from './block.ts';

/** How much of each pixel is covered, on a part of the canvas. */
export interface Coverage {
  /** Canvas pixel of the part's upper left corner. */
  x: number;
  y: number;
  width: number;
  height: number;
  /** 0..1, row by row. */
  data: Float32Array;
}

/**
 * Exact coverage of filled polygons: each edge adds the signed area that it cuts off from the pixels of its rows,
 * sums along the rows give the winding-weighted area (the accumulation buffer of font-rs, R. Levien 2016). Overlaps of
 * contours that run the same way count once, holes run the other way. `bounds` clips; undefined when nothing is left.
 */
export function fillCoverage(
  polygons: readonly Polygon[],
  bounds: { width: number; height: number },
): Coverage | undefined {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const polygon of polygons) {
    for (let i = 0; i < polygon.length; i += 2) {
      left = Math.min(left, polygon[i]);
      right = Math.max(right, polygon[i]);
      top = Math.min(top, polygon[i + 1]);
      bottom = Math.max(bottom, polygon[i + 1]);
    }
  }
  const x = Math.max(0, Math.floor(left));
  const y = Math.max(0, Math.floor(top));
  const width = Math.min(bounds.width, Math.ceil(right)) - x;
  const height = Math.min(bounds.height, Math.ceil(bottom)) - y;
  if (!(width > 0 && height > 0)) return undefined;
  // Two columns more: what lies to the right of the part still has to be added somewhere.
  const stride = width + 2;
  const sums = new Float32Array(stride * height);
  for (const polygon of polygons) {
    for (let i = 0; i < polygon.length; i += 2) {
      const j = (i + 2) % polygon.length;
      addEdge(sums, stride, height, polygon[i] - x, polygon[i + 1] - y, polygon[j] - x, polygon[j + 1] - y);
    }
  }
  const data = new Float32Array(width * height);
  for (let row = 0; row < height; row++) {
    let sum = 0;
    for (let column = 0; column < width; column++) {
      sum += sums[row * stride + column];
      data[row * width + column] = Math.min(1, Math.abs(sum));
    }
  }
  return { x, y, width, height, data };
}

function addEdge(
  sums: Float32Array,
  stride: number,
  height: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
): void {
  if (ay === by) return;
  const direction = ay < by ? 1 : -1;
  const [x0, y0, x1, y1] = ay < by ? [ax, ay, bx, by] : [bx, by, ax, ay];
  const slope = (x1 - x0) / (y1 - y0);
  const last = stride - 2;
  for (let row = Math.max(0, Math.floor(y0)); row < Math.min(height, Math.ceil(y1)); row++) {
    const from = Math.max(row, y0);
    const to = Math.min(row + 1, y1);
    if (to <= from) continue;
    const signed = direction * (to - from);
    const clampX = (value: number): number => Math.min(last, Math.max(0, value));
    const one = clampX(x0 + (from - y0) * slope);
    const two = clampX(x0 + (to - y0) * slope);
    const low = Math.min(one, two);
    const high = Math.max(one, two);
    addSpan(sums, row * stride, low, high, signed);
  }
}

/** Spreads an edge's signed height over the pixels that it crosses in one row. */
function addSpan(sums: Float32Array, row: number, low: number, high: number, signed: number): void {
  const first = Math.floor(low);
  if (high <= first + 1) {
    const inside = 1 - ((low + high) / 2 - first);
    sums[row + first] += signed * inside;
    sums[row + first + 1] += signed * (1 - inside);
    return;
  }
  const length = high - low;
  let before = 0;
  for (let pixel = first; pixel < high; pixel++) {
    const start = Math.max(low, pixel);
    const end = Math.min(high, pixel + 1);
    // Where the edge has passed before this pixel all of it is covered; where it crosses, its right side.
    const covered = (start - low) / length + ((end - start) / length) * (pixel + 1 - (start + end) / 2);
    sums[row + pixel] += signed * (covered - before);
    before = covered;
  }
  sums[row + Math.ceil(high)] += signed * (1 - before);
}
