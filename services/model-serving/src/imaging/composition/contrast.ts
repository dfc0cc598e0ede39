import { luminance } from '../color/srgb.ts';
import type { Raster } from '../raster/raster.ts';

/** WCAG 2.2: large text needs 3:1 (success criterion 1.4.3). */
export const LARGE_TEXT_CONTRAST = 3;

/** Relative luminances of text and of what is right around it, in one cell. */
export interface CellContrast {
  text: number;
  around: number;
}

/** WCAG 2.2 contrast ratio of two relative luminances, 1 to 21. */
export function contrastRatio(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/**
 * Compares text with the pixels around it, cell by cell (4 strokes wide): `text` and `picture` are linear RGB of the region, `alpha` its text
 * alpha, `ambient` that alpha blurred: it says which pixels are close to letters.
 */
export function measureContrast(input: {
  picture: Raster;
  text: Raster;
  alpha: Raster;
  ambient: Raster;
  stroke: number;
}): CellContrast[] {
  const { picture, text, alpha, ambient, stroke } = input;
  const { width, height } = alpha;
  const cell = Math.max(4, Math.round(stroke * 4));
  const columns = Math.ceil(width / cell);
  const sums = new Float64Array(columns * Math.ceil(height / cell) * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const at = (Math.floor(y / cell) * columns + Math.floor(x / cell)) * 4;
      if (alpha.data[i] > 0.6) {
        sums[at] += luminance(text.data[i * 3], text.data[i * 3 + 1], text.data[i * 3 + 2]);
        sums[at + 1]++;
      } else if (alpha.data[i] < 0.05 && ambient.data[i] > 0.12) {
        sums[at + 2] += luminance(picture.data[i * 3], picture.data[i * 3 + 1], picture.data[i * 3 + 2]);
        sums[at + 3]++;
      }
    }
  }
  const cells: CellContrast[] = [];
  const few = cell * cell * 0.03;
  for (let at = 0; at < sums.length; at += 4) {
    if (sums[at + 1] < few || sums[at + 3] < few) continue;
    cells.push({ text: sums[at] / sums[at + 1], around: sums[at + 2] / sums[at + 3] });
  }
  return cells;
}

/** The ratio that a quarter of the cells stays below; 21 when there are none. */
export function lowContrast(cells: readonly CellContrast[]): number {
  const ratios = cells.map(({ text, around }) => contrastRatio(text, around)).sort((a, b) => a - b);
  return ratios[Math.floor(ratios.length / 4)] ?? 21;
}
