import type { Picture8 } from '../io/decode-image.ts';

/** Coarse outline of a cut-out; lengths in pixels of the cut-out's picture unless said otherwise. */
export interface Silhouette {
  /** Grid of mean alpha 0..1; `scale` grid cells make one picture pixel. */
  grid: { width: number; height: number; scale: number; alpha: Float32Array };
  /** Box around everything that is more than half opaque; right and bottom are exclusive. */
  box: Box;
  /** Box around everything that is not wholly transparent. */
  visible: Box;
}

/** Right and bottom are exclusive. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const GRID_SIDE = 400;

/** Measures the outline. A picture without any opaque pixel gives a box of the whole picture. */
export function measureSilhouette({ width, height, data }: Picture8): Silhouette {
  const scale = Math.min(1, GRID_SIDE / Math.max(width, height));
  const w = Math.max(1, Math.round(width * scale));
  const h = Math.max(1, Math.round(height * scale));
  const sums = new Float32Array(w * h);
  const counts = new Float32Array(w * h);
  const half = { left: width, top: height, right: 0, bottom: 0 };
  const visible = { ...half };
  for (let y = 0; y < height; y++) {
    const row = Math.min(h - 1, Math.floor(y * scale)) * w;
    for (let x = 0; x < width; x++) {
      const alpha = data[(y * width + x) * 4 + 3];
      const cell = row + Math.min(w - 1, Math.floor(x * scale));
      sums[cell] += alpha / 255;
      counts[cell]++;
      if (alpha > 0) include(visible, x, y);
      if (alpha > 127) include(half, x, y);
    }
  }
  const alpha = sums.map((value, i) => value / Math.max(1, counts[i]));
  const box = half.right > half.left ? half : { left: 0, top: 0, right: width, bottom: height };
  return { grid: { width: w, height: h, scale, alpha }, box, visible };
}

/** Rows come from the top. */
function include(box: Box, x: number, y: number): void {
  if (x < box.left) box.left = x;
  if (x >= box.right) box.right = x + 1;
  if (y < box.top) box.top = y;
  box.bottom = y + 1;
}

/** Box around the cells of a grid that are more than half opaque, in pixels of the picture. */
export function boxOfGrid({ width, height, scale, alpha }: Silhouette['grid']): Box {
  const box = { left: width, top: height, right: 0, bottom: 0 };
  for (let i = 0; i < alpha.length; i++) if (alpha[i] > 0.5) include(box, i % width, Math.floor(i / width));
  return {
    left: box.left / scale,
    top: box.top / scale,
    right: box.right / scale,
    bottom: box.bottom / scale,
  };
}
