import { type BandFunction, bandKernel } from '../../parallel/band-kernel.ts';
import { runBands } from '../../parallel/run-bands.ts';
import { sharedFloats } from '../../parallel/shared-array.ts';

/** A grid and where its blurred copy goes, in shared memory. */
export interface SmoothRows {
  grid: Float32Array;
  out: Float32Array;
  width: number;
  height: number;
}

/** Gaussian of sigma 1 texel, truncated at 3. */
const KERNEL = [0.0044, 0.054, 0.242, 0.3992, 0.242, 0.054, 0.0044];
const RADIUS = 3;

/**
 * A light Gaussian blur (sigma 1 texel), edges repeated, on all threads there are. It rounds the creases that a
 * distance field has along the letters' middle lines and corners; reflections would show them as hairlines. `grid`
 * should be in shared memory, and so is the result.
 */
export async function smoothField(grid: Float32Array, width: number, height: number): Promise<Float32Array> {
  const out = sharedFloats(grid.length);
  await runBands({
    kernel: SMOOTH_ROWS,
    context: { grid, out, width, height },
    writes: [out],
    rows: height,
    rowPixels: width,
  });
  return out;
}

/** Blurs rows: down first, then across. */
export function createSmoothRows({ grid, out, width, height }: SmoothRows): BandFunction {
  const down = new Float32Array(width);
  return (from, to) => {
    for (let y = from; y < to; y++) {
      down.fill(0);
      for (let k = -RADIUS; k <= RADIUS; k++) {
        const row = Math.min(height - 1, Math.max(0, y + k)) * width;
        const weight = KERNEL[k + RADIUS];
        for (let x = 0; x < width; x++) down[x] += weight * grid[row + x];
      }
      for (let x = 0; x < width; x++) {
        let sum = 0;
        for (let k = -RADIUS; k <= RADIUS; k++) {
          const xx = x + k < 0 ? 0 : x + k >= width ? width - 1 : x + k;
          sum += KERNEL[k + RADIUS] * down[xx];
        }
        out[y * width + x] = sum;
      }
    }
  };
}

/** The kernel of blurring a field. */
const SMOOTH_ROWS = bandKernel(import.meta.url, createSmoothRows);
