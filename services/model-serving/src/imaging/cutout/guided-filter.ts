import { slideWindow } from './slide-window.ts';

/** Means of a window: R, G, B, mask, their products with R, G, B, and those of the colours with each other. */
const MOMENTS = 13;

/**
 * Fits `mask` to the colours of `guide` (planar R, G, B, 0..1): in windows of `radius` pixels it is taken for
 * r·R + g·G + b·B + offset, and each pixel gets the mean of what the windows over it say. `epsilon` is how little
 * variance counts as flat. Source: He, Sun and Tang, Guided Image Filtering (2013).
 */
export function guidedFilter(
  guide: [Float32Array, Float32Array, Float32Array],
  mask: Float32Array,
  width: number,
  height: number,
  radius: number,
  epsilon: number,
): Float32Array {
  const [r, g, b] = guide;
  const model = new Float32Array(width * height * 4);
  slideWindow({
    width,
    height,
    radius,
    channels: MOMENTS,
    addRow: (sums, y, sign) => {
      for (let x = 0, s = 0, i = y * width; x < width; x++, i++, s += MOMENTS) {
        const red = sign * r[i];
        const green = sign * g[i];
        const blue = sign * b[i];
        sums[s] += red;
        sums[s + 1] += green;
        sums[s + 2] += blue;
        sums[s + 3] += sign * mask[i];
        sums[s + 4] += red * mask[i];
        sums[s + 5] += green * mask[i];
        sums[s + 6] += blue * mask[i];
        sums[s + 7] += red * r[i];
        sums[s + 8] += red * g[i];
        sums[s + 9] += red * b[i];
        sums[s + 10] += green * g[i];
        sums[s + 11] += green * b[i];
        sums[s + 12] += blue * b[i];
      }
    },
    onRow: (y, means) => {
      for (let x = 0; x < width; x++) solve(means, x * MOMENTS, epsilon, model, (y * width + x) * 4);
    },
  });
  const out = new Float32Array(width * height);
  slideWindow({
    width,
    height,
    radius,
    channels: 4,
    addRow: (sums, y, sign) => {
      const row = y * width * 4;
      for (let k = 0; k < width * 4; k++) sums[k] += sign * model[row + k];
    },
    onRow: (y, means) => {
      for (let x = 0, m = 0, i = y * width; x < width; x++, i++, m += 4) {
        out[i] = means[m] * r[i] + means[m + 1] * g[i] + means[m + 2] * b[i] + means[m + 3];
      }
    },
  });
  return out;
}

/** The window's linear model, by the inverse of its colours' covariances: four numbers at `to`. */
function solve(means: Float64Array, at: number, epsilon: number, model: Float32Array, to: number): void {
  const r = means[at];
  const g = means[at + 1];
  const b = means[at + 2];
  const m = means[at + 3];
  const rm = means[at + 4] - r * m;
  const gm = means[at + 5] - g * m;
  const bm = means[at + 6] - b * m;
  const rr = means[at + 7] - r * r + epsilon;
  const rg = means[at + 8] - r * g;
  const rb = means[at + 9] - r * b;
  const gg = means[at + 10] - g * g + epsilon;
  const gb = means[at + 11] - g * b;
  const bb = means[at + 12] - b * b + epsilon;
  const irr = gg * bb - gb * gb;
  const irg = rb * gb - rg * bb;
  const irb = rg * gb - rb * gg;
  const igg = rr * bb - rb * rb;
  const igb = rg * rb - rr * gb;
  const ibb = rr * gg - rg * rg;
  const inverse = 1 / (rr * irr + rg * irg + rb * irb);
  const ar = (irr * rm + irg * gm + irb * bm) * inverse;
  const ag = (irg * rm + igg * gm + igb * bm) * inverse;
  const ab = (irb * rm + igb * gm + ibb * bm) * inverse;
  model[to] = ar;
  model[to + 1] = ag;
  model[to + 2] = ab;
  model[to + 3] = m - ar * r - ag * g - ab * b;
}
