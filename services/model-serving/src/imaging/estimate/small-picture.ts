import { luminance, SRGB8_TO_LINEAR } from '../color/srgb.ts';
import type { Picture8 } from '../io/decode-image.ts';

/** A picture's broad features: linear RGB means of its cells, and their luminance. */
export interface SmallPicture {
  width: number;
  height: number;
  /** Linear RGB, three for each cell. */
  rgb: Float32Array;
  luminance: Float32Array;
}

/** Cells on the longer side. */
const CELLS = 96;

/** Means of a picture's opaque pixels over square cells, about 96 on the longer side. */
export function shrinkToCells({ width, height, data }: Picture8): SmallPicture {
  const cell = Math.max(1, Math.ceil(Math.max(width, height) / CELLS));
  const columns = Math.max(1, Math.floor(width / cell));
  const rows = Math.max(1, Math.floor(height / cell));
  const rgb = new Float32Array(columns * rows * 3);
  const light = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const sum = [0, 0, 0];
      let weight = 0;
      for (let y = row * cell; y < Math.min(height, (row + 1) * cell); y++) {
        for (let x = column * cell; x < Math.min(width, (column + 1) * cell); x++) {
          const at = (y * width + x) * 4;
          const alpha = data[at + 3] / 255;
          for (let c = 0; c < 3; c++) sum[c] += SRGB8_TO_LINEAR[data[at + c]] * alpha;
          weight += alpha;
        }
      }
      const i = row * columns + column;
      for (let c = 0; c < 3; c++) rgb[i * 3 + c] = sum[c] / Math.max(weight, 1e-3);
      light[i] = luminance(rgb[i * 3], rgb[i * 3 + 1], rgb[i * 3 + 2]);
    }
  }
  return { width: columns, height: rows, rgb, luminance: light };
}
