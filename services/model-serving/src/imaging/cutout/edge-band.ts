/** The pixels near a product's edge, in raster order, and how they hang together. */
export interface EdgeBand {
  /** Of the picture. */
  width: number;
  /** Indices of the pixels in the picture. */
  cells: Int32Array;
  /**
   * Left, right, upper and lower neighbour of each: its place in `cells`; `cells.length` for sure background,
   * `cells.length + 1` for sure product, -1 beyond the frame.
   */
  neighbours: Int32Array;
}

export const BACKGROUND = 0;
export const PRODUCT = 1;
export const UNKNOWN = 2;
/** Hair and the like, mixed strand by strand: worked out apart from the edge. */
export const FLUFFY = 3;

/** Collects the unknown pixels of a map of kinds (BACKGROUND, PRODUCT, UNKNOWN). */
export function collectBand(kinds: Uint8Array, width: number, height: number): EdgeBand {
  let count = 0;
  for (let i = 0; i < kinds.length; i++) if (kinds[i] === UNKNOWN) count++;
  const cells = new Int32Array(count);
  const neighbours = new Int32Array(count * 4);
  // Places of the row above and of this row, by column.
  let above = new Int32Array(width);
  let here = new Int32Array(width);
  let at = 0;
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < width; x++) {
      const i = row + x;
      if (kinds[i] !== UNKNOWN) continue;
      const n = at * 4;
      cells[at] = i;
      here[x] = at;
      neighbours[n] = x === 0 ? -1 : kinds[i - 1] === UNKNOWN ? at - 1 : count + kinds[i - 1];
      // A following unknown pixel corrects these two when its turn comes.
      neighbours[n + 1] = x === width - 1 ? -1 : kinds[i + 1] === UNKNOWN ? at + 1 : count + kinds[i + 1];
      neighbours[n + 3] = y === height - 1 ? -1 : count + (kinds[i + width] & 1);
      if (y === 0) neighbours[n + 2] = -1;
      else if (kinds[i - width] === UNKNOWN) {
        neighbours[n + 2] = above[x];
        neighbours[above[x] * 4 + 3] = at;
      } else neighbours[n + 2] = count + kinds[i - width];
      at++;
    }
    [above, here] = [here, above];
  }
  return { width, cells, neighbours };
}

/**
 * Signed distance of each of the band's pixels to where `values` (0..1, one a cell and then 0 and 1) pass one half:
 * positive inside, in pixels; at most `limit` either way.
 */
export function bandDistance(
  { cells, neighbours }: EdgeBand,
  values: Float32Array,
  limit: number,
): Float32Array {
  const count = cells.length;
  const distance = new Float32Array(count + 2).fill(limit);
  for (let k = 0; k < count; k++) {
    const inside = values[k] > 0.5;
    for (let side = 0; side < 4; side++) {
      const j = neighbours[k * 4 + side];
      if (j < 0 || values[j] > 0.5 === inside) continue;
      // Where between the two pixels the edge is.
      const gap = Math.abs(values[k] - 0.5) / (Math.abs(values[k] - values[j]) + 1e-6);
      if (gap < distance[k]) distance[k] = gap;
    }
  }
  for (let k = 0; k < count; k++) relax(distance, neighbours, k, 0, 2);
  for (let k = count - 1; k >= 0; k--) relax(distance, neighbours, k, 1, 3);
  for (let k = 0; k < count; k++) if (values[k] <= 0.5) distance[k] = -distance[k];
  return distance;
}

function relax(
  distance: Float32Array,
  neighbours: Int32Array,
  k: number,
  along: number,
  across: number,
): void {
  const count = distance.length - 2;
  const beside = neighbours[k * 4 + along];
  let value = distance[k];
  if (beside >= 0 && beside < count && distance[beside] + 1 < value) value = distance[beside] + 1;
  const row = neighbours[k * 4 + across];
  if (row >= 0 && row < count) {
    if (distance[row] + 1 < value) value = distance[row] + 1;
    for (let side = 0; side < 2; side++) {
      const corner = neighbours[row * 4 + side];
      if (corner >= 0 && corner < count && distance[corner] + Math.SQRT2 < value)
        value = distance[corner] + Math.SQRT2;
    }
  }
  distance[k] = value;
}
