import { luminance } from '../color/srgb.ts';
import type { Raster } from '../raster/raster.ts';

/** WCAG 2.2: large text needs 3:1 (success criterion 1.4.3). */
export const LARGE_TEXT_CONTRAST = 3;

/** Relative luminances in one cell. Metal letters are bright and dark at once, so text has two. */
export interface CellContrast {
  /** What the brightest fifth of the text's pixels reach at least. */
  bright: number;
  /** What the darkest fifth reach at most. */
  dark: number;
  /** Mean of the pixels right around the letters. */
  around: number;
}

/** Part of a letter that must stand out for it to be read. */
const SHARE = 0.2;
const BINS = 64;

/** WCAG 2.2 contrast ratio of two relative luminances, 1 to 21. */
export function contrastRatio(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** Part that the contrast within letters counts for: outlined, they are read on any ground, but less easily. */
const OWN_CONTRAST = 0.75;

/**
 * Ratio of the text's part that stands out more against a surrounding luminance; letters that are bright and dark
 * themselves, such as polished gold with its reflections, carry their own ground along.
 */
export function cellRatio({ bright, dark }: CellContrast, around: number): number {
  const own = OWN_CONTRAST * contrastRatio(bright, dark);
  return Math.max(contrastRatio(bright, around), contrastRatio(dark, around), own);
}

/**
 * Compares text with the pixels around it, cell by cell (4 strokes wide): `text` and `picture` are linear RGB
 * of the region, `alpha` its text alpha, `ambient` that alpha blurred: it says which pixels are close to
 * letters. `pause` is called between rows.
 */
export async function measureContrast(input: {
  picture: Raster;
  text: Raster;
  alpha: Raster;
  ambient: Raster;
  stroke: number;
  pause?: () => Promise<void>;
}): Promise<CellContrast[]> {
  const { picture, text, alpha, ambient, stroke, pause } = input;
  const { width, height } = alpha;
  const size = Math.max(4, Math.round(stroke * 4));
  const columns = Math.ceil(width / size);
  const count = columns * Math.ceil(height / size);
  const histograms = new Uint32Array(count * BINS);
  const around = new Float64Array(count * 2);
  for (let y = 0; y < height; y++) {
    if (y % 32 === 0) await pause?.();
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const cell = Math.floor(y / size) * columns + Math.floor(x / size);
      if (alpha.data[i] > 0.6) {
        const value = luminance(text.data[i * 3], text.data[i * 3 + 1], text.data[i * 3 + 2]);
        histograms[cell * BINS + Math.min(BINS - 1, Math.floor(Math.sqrt(value) * BINS))]++;
      } else if (isAround(alpha.data[i], ambient.data[i])) {
        around[cell * 2] += luminance(picture.data[i * 3], picture.data[i * 3 + 1], picture.data[i * 3 + 2]);
        around[cell * 2 + 1]++;
      }
    }
  }
  const few = size * size * 0.03;
  const cells: CellContrast[] = [];
  for (let cell = 0; cell < count; cell++) {
    const histogram = histograms.subarray(cell * BINS, (cell + 1) * BINS);
    const pixels = histogram.reduce((sum, n) => sum + n, 0);
    if (pixels < few || around[cell * 2 + 1] < few) continue;
    cells.push({
      bright: quantile(histogram, pixels * (1 - SHARE)),
      dark: quantile(histogram, pixels * SHARE),
      around: around[cell * 2] / around[cell * 2 + 1],
    });
  }
  return cells;
}

/** Whether a pixel is right around the letters: without ink itself, but with ink near. */
export function isAround(alpha: number, ambient: number): boolean {
  return alpha < 0.05 && ambient > 0.12;
}

/** The ratio that a quarter of the cells stays below; 21 when there are none. */
export function lowContrast(cells: readonly CellContrast[]): number {
  const ratios = cells.map((cell) => cellRatio(cell, cell.around)).sort((a, b) => a - b);
  return ratios[Math.floor(ratios.length / 4)] ?? 21;
}

/** The luminance below which `rank` pixels lie. */
function quantile(histogram: Uint32Array, rank: number): number {
  let below = 0;
  let bin = 0;
  while (bin < BINS - 1 && below + histogram[bin] < rank) below += histogram[bin++];
  return ((bin + 0.5) / BINS) ** 2;
}
