import type { Silhouette } from './silhouette.ts';

/** The lower edge of a product between its side walls; grid cells, y downwards. */
export interface LowerOutline {
  /** First column, and where the outline ends in each column from there on. */
  left: number;
  y: Float32Array;
}

/** Steeper than this, the outline is a side wall. */
const WALL_SLOPE = 3;

/** Follows the outline from the product's lowest column to both sides, up to its walls. */
export function traceLowerOutline({ grid }: Silhouette): LowerOutline | undefined {
  const bottoms = bottomsOf(grid);
  let lowest = -1;
  for (let x = 0; x < grid.width; x++) if (lowest < 0 || bottoms[x] > bottoms[lowest]) lowest = x;
  if (lowest < 0 || bottoms[lowest] < 0) return undefined;
  const first = bottoms.findIndex((y) => y >= 0);
  const last = bottoms.findLastIndex((y) => y >= 0);
  const stride = Math.max(2, Math.round((last - first) * 0.02));
  const walk = (step: number): number => {
    let x = lowest;
    for (;;) {
      const next = x + step * stride;
      if (next < 0 || next >= grid.width || bottoms[next] < 0) break;
      if (Math.abs(bottoms[next] - bottoms[x]) > WALL_SLOPE * stride) break;
      x += step;
    }
    // The wall stands somewhere within the last stride.
    let end = x;
    const isFloor = (at: number) =>
      bottoms[at] >= 0 && Math.abs(bottoms[at] - bottoms[end]) <= WALL_SLOPE * 1.5;
    while (Math.abs(end - x) < stride && isFloor(end + step)) end += step;
    return end;
  };
  const left = walk(-1);
  const right = walk(1);
  return right - left < 12 ? undefined : { left, y: bottoms.slice(left, right + 1) };
}

/** Where the outline ends below in each column, to a part of a cell; -1: an empty column. */
function bottomsOf({ width, height, alpha }: Silhouette['grid']): Float32Array {
  const bottoms = new Float32Array(width).fill(-1);
  for (let x = 0; x < width; x++) {
    let y = height - 1;
    while (y >= 0 && alpha[y * width + x] <= 0.5) y--;
    if (y < 0) continue;
    const inside = alpha[y * width + x];
    const outside = y + 1 < height ? alpha[(y + 1) * width + x] : 0;
    // The height at which alpha, linear between the cells' middles, is one half.
    bottoms[x] = y + 0.5 + (inside - 0.5) / Math.max(1e-6, inside - outside);
  }
  return bottoms;
}
