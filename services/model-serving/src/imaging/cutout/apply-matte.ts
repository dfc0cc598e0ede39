import type { Picture8 } from '../io/decode-image.ts';
import { boxMean } from './box-mean.ts';
import { type MatteGrid, sharpen } from './refine-matte.ts';

/** For each column or row of the photo: the two of the grid around it, and how far it is from the first. */
interface Taps {
  first: Int32Array;
  second: Int32Array;
  fraction: Float32Array;
}

/** Kinds of grid cells. */
const OUTSIDE = 0;
const INSIDE = 1;
const MIXED = 2;
/** Alpha below or above which a cell's whole neighbourhood must be for the cell to need no further look. */
const MARGIN = 0.004;
/** Cells around an edge in which every photo pixel is looked at. */
const REACH = 2;

/**
 * Makes the photo its own cut-out, in place and at its full resolution: alpha from the grid's linear model and the
 * pixel's own colour; where product and background mix, the colour of the old background is taken out. Pixels
 * without any of the product become transparent black. `onRow` (0..1) is heard of every few rows.
 */
export function applyMatte(photo: Picture8, grid: MatteGrid, onRow?: (fraction: number) => void): void {
  const { width, height, data } = photo;
  const columns = taps(width, grid.width);
  const rows = taps(height, grid.height);
  const kinds = classify(grid);
  for (let y = 0; y < height; y++) {
    if (y % 64 === 0) onRow?.(y / height);
    const nearest = (rows.fraction[y] < 0.5 ? rows.first[y] : rows.second[y]) * grid.width;
    for (let x = 0; x < width; x++) {
      const kind = kinds[nearest + (columns.fraction[x] < 0.5 ? columns.first[x] : columns.second[x])];
      if (kind === INSIDE) continue;
      const at = (y * width + x) * 4;
      if (kind === OUTSIDE) data.fill(0, at, at + 4);
      else applyPixel(data, at, grid, columns, rows, x, y);
    }
  }
  photo.hasAlpha = true;
}

function applyPixel(
  data: Buffer,
  at: number,
  grid: MatteGrid,
  columns: Taps,
  rows: Taps,
  x: number,
  y: number,
): void {
  const upper = rows.first[y] * grid.width;
  const lower = rows.second[y] * grid.width;
  const left = columns.first[x];
  const right = columns.second[x];
  const fx = columns.fraction[x];
  const fy = rows.fraction[y];
  const read = (plane: Float32Array) => {
    const top = plane[upper + left] + (plane[upper + right] - plane[upper + left]) * fx;
    const bottom = plane[lower + left] + (plane[lower + right] - plane[lower + left]) * fx;
    return top + (bottom - top) * fy;
  };
  const [mr, mg, mb, offset] = grid.model;
  const fitted =
    (read(mr) * data[at] + read(mg) * data[at + 1] + read(mb) * data[at + 2]) / 255 + read(offset);
  const alpha = Math.min(read(grid.ceiling), Math.max(read(grid.floor), sharpen(fitted)));
  data[at + 3] = Math.round(alpha * 255);
  if (data[at + 3] === 255) return;
  // Unmixed from the pixel itself where enough of the product is in it; the grid's colour where little is.
  const trust = alpha * alpha * alpha;
  for (let c = 0; c < 3; c++) {
    const front = read(grid.foreground[c]);
    const own = (data[at + c] / 255 - (1 - alpha) * read(grid.background[c])) / Math.max(alpha, 0.05);
    const colour = front + (own - front) * trust;
    data[at + c] = Math.round(Math.max(0, Math.min(1, colour)) * 255);
  }
}

/** Which cells are surely outside of the product, surely inside, or near its edge. */
function classify({ width, height, alpha }: MatteGrid): Uint8Array {
  const partly = boxMean(
    alpha.map((value) => (value > MARGIN ? 1 : 0)),
    width,
    height,
    REACH,
  );
  const wholly = boxMean(
    alpha.map((value) => (value < 1 - MARGIN ? 1 : 0)),
    width,
    height,
    REACH,
  );
  return Uint8Array.from(alpha, (_, i) => (partly[i] < 1e-4 ? OUTSIDE : wholly[i] < 1e-4 ? INSIDE : MIXED));
}

function taps(size: number, gridSize: number): Taps {
  const result = {
    first: new Int32Array(size),
    second: new Int32Array(size),
    fraction: new Float32Array(size),
  };
  for (let i = 0; i < size; i++) {
    const position = Math.max(0, Math.min(gridSize - 1, ((i + 0.5) * gridSize) / size - 0.5));
    result.first[i] = Math.floor(position);
    result.second[i] = Math.min(gridSize - 1, result.first[i] + 1);
    result.fraction[i] = position - result.first[i];
  }
  return result;
}
