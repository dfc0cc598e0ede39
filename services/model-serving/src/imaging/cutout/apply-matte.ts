import type { Picture8 } from '../io/decode-image.ts';
import { type MatteGrid, sharpen } from './refine-matte.ts';

/** Weights of the two grid columns or rows around a photo pixel. */
interface Tap {
  first: Int32Array;
  second: Int32Array;
  fraction: Float32Array;
}

/**
 * Makes the photo its own cut-out, in place and at its full resolution: alpha from the grid's linear model and the
 * pixel's own colour; where product and background mix, the colour of the old background is taken out.
 */
export function applyMatte(photo: Picture8, grid: MatteGrid): void {
  const { width, height, data } = photo;
  const columns = taps(width, grid.width);
  const rows = taps(height, grid.height);
  for (let y = 0; y < height; y++) {
    const upper = rows.first[y] * grid.width;
    const lower = rows.second[y] * grid.width;
    const fy = rows.fraction[y];
    const at = (plane: Float32Array, x: number) => {
      const a = columns.first[x];
      const b = columns.second[x];
      const fx = columns.fraction[x];
      const top = plane[upper + a] + (plane[upper + b] - plane[upper + a]) * fx;
      return top + (plane[lower + a] + (plane[lower + b] - plane[lower + a]) * fx - top) * fy;
    };
    for (let x = 0; x < width; x++) {
      const i = (y * width + x) * 4;
      const r = data[i] / 255;
      const g = data[i + 1] / 255;
      const b = data[i + 2] / 255;
      const fitted =
        at(grid.model[0], x) * r + at(grid.model[1], x) * g + at(grid.model[2], x) * b + at(grid.model[3], x);
      const alpha = Math.min(at(grid.ceiling, x), Math.max(at(grid.floor, x), sharpen(fitted)));
      data[i + 3] = Math.round(alpha * 255);
      if (data[i + 3] === 255) continue;
      for (let c = 0; c < 3; c++) {
        const front = at(grid.foreground[c], x);
        // Unmixed from the pixel itself where enough of the product is in it; the grid's colour where little is.
        const own = (data[i + c] / 255 - (1 - alpha) * at(grid.background[c], x)) / Math.max(alpha, 0.05);
        const trust = alpha * alpha * alpha;
        const colour = front + (own - front) * trust;
        data[i + c] = Math.round(Math.max(0, Math.min(1, colour)) * 255);
      }
    }
  }
  photo.hasAlpha = true;
}

function taps(size: number, gridSize: number): Tap {
  const tap = { first: new Int32Array(size), second: new Int32Array(size), fraction: new Float32Array(size) };
  for (let i = 0; i < size; i++) {
    const position = Math.max(0, Math.min(gridSize - 1, ((i + 0.5) * gridSize) / size - 0.5));
    tap.first[i] = Math.floor(position);
    tap.second[i] = Math.min(gridSize - 1, tap.first[i] + 1);
    tap.fraction[i] = position - tap.first[i];
  }
  return tap;
}
