import type { Picture8 } from '../io/decode-image.ts';

/** Coarse outline of a cut-out; lengths in pixels of the cut-out's picture unless said otherwise. */
export interface Silhouette {
  /** Grid of mean alpha 0..1; `scale` grid cells make one picture pixel. */
  grid: { width: number; height: number; scale: number; alpha: Float32Array };
  /** Box around everything that is more than half opaque; right and bottom are exclusive. */
  box: { left: number; top: number; right: number; bottom: number };
}

const GRID_SIDE = 400;

/** Measures the outline. A picture without any opaque pixel gives a box of the whole picture. */
export function measureSilhouette({ width, height, data }: Picture8): Silhouette {
  const scale = Math.min(1, GRID_SIDE / Math.max(width, height));
  const w = Math.max(1, Math.round(width * scale));
  const h = Math.max(1, Math.round(height * scale));
  const sums = new Float32Array(w * h);
  const counts = new Float32Array(w * h);
  let left = width;
  let top = height;
  let right = 0;
  let bottom = 0;
  for (let y = 0; y < height; y++) {
    const row = Math.min(h - 1, Math.floor(y * scale)) * w;
    for (let x = 0; x < width; x++) {
      const alpha = data[(y * width + x) * 4 + 3];
      const cell = row + Math.min(w - 1, Math.floor(x * scale));
      sums[cell] += alpha / 255;
      counts[cell]++;
      if (alpha <= 127) continue;
      if (x < left) left = x;
      if (x >= right) right = x + 1;
      if (y < top) top = y;
      bottom = y + 1;
    }
  }
  const alpha = sums.map((value, i) => value / Math.max(1, counts[i]));
  const box = right > left ? { left, top, right, bottom } : { left: 0, top: 0, right: width, bottom: height };
  return { grid: { width: w, height: h, scale, alpha }, box };
}
