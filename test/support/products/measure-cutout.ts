import type { Picture8 } from '../../../services/model-serving/src/imaging/io/decode-image.ts';
import type { ProductPhoto } from './render-product.ts';

/** How a cut-out differs from the truth. */
export interface CutoutError {
  /** Mean absolute error of alpha over the picture. */
  mean: number;
  /** The same far from the edge: parts that are missing or too many. */
  far: number;
  /** The same in the band around the edge. */
  band: number;
  /** Share of the old background's colour in what the cut-out shows of the band. */
  halo: number;
  /** Pixels that are partly covered, over the truth's. */
  softness: number;
}

/** Half the width of the band around the edge, as a share of the picture's width. */
const BAND = 1 / 128;

/** Compares a cut-out with what the maker of its photo knows. */
export function measureCutout(truth: ProductPhoto, { data }: Picture8): CutoutError {
  const { width, height, alpha } = truth;
  const reach = Math.max(3, Math.round(width * BAND));
  const error = { mean: 0, far: 0, band: 0, halo: 0, softness: 0 };
  const count = { band: 0, halo: 0, soft: 0, trueSoft: 0 };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const cut = data[i * 4 + 3] / 255;
      const off = Math.abs(cut - alpha[i]);
      error.mean += off;
      if (cut > 0.08 && cut < 0.92) count.soft++;
      if (alpha[i] > 0.08 && alpha[i] < 0.92) count.trueSoft++;
      const around = survey(truth, x, y, reach);
      if (!around) {
        error.far += off;
        continue;
      }
      error.band += off;
      count.band++;
      if (cut < 0.02) continue;
      let along = 0;
      let squared = 0;
      for (let c = 0; c < 3; c++) {
        const front = alpha[i] > 0.1 ? truth.foreground[i * 3 + c] : around.front[c];
        along += (data[i * 4 + c] - front) * (around.back[c] - front);
        squared += (around.back[c] - front) ** 2;
      }
      // Where product and background look alike there is nothing to be seen.
      if (squared < 1500) continue;
      error.halo += cut * Math.max(0, Math.min(1, along / squared));
      count.halo++;
    }
  }
  return {
    mean: error.mean / alpha.length,
    far: error.far / alpha.length,
    band: error.band / count.band,
    halo: error.halo / count.halo,
    softness: count.soft / count.trueSoft,
  };
}

/** The nearest colours of product and background on the four sides; undefined where only one of both is near. */
function survey(
  { width, height, alpha, photo, foreground }: ProductPhoto,
  x: number,
  y: number,
  reach: number,
) {
  let front = -1;
  let back = -1;
  for (let step = 0; step <= reach && (front < 0 || back < 0); step++) {
    for (const [dx, dy] of [
      [step, 0],
      [-step, 0],
      [0, step],
      [0, -step],
    ]) {
      if (x + dx < 0 || y + dy < 0 || x + dx >= width || y + dy >= height) continue;
      const j = (y + dy) * width + x + dx;
      if (alpha[j] > 0.6 && front < 0) front = j;
      if (alpha[j] < 0.002 && back < 0) back = j;
    }
  }
  const isMixed = alpha[y * width + x] > 0.002 && alpha[y * width + x] < 0.998;
  if (front < 0 || back < 0) return isMixed ? { front: [0, 0, 0], back: [0, 0, 0] } : undefined;
  return {
    front: [...foreground.subarray(front * 3, front * 3 + 3)],
    back: [...photo.subarray(back * 3, back * 3 + 3)],
  };
}
