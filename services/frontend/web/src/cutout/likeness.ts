import type { Point, Rect, Size } from './rect.ts';

/** A picture's pixels: straight RGBA, 8 bits, rows from the top. */
export interface Pixels extends Size {
  data: Uint8ClampedArray<ArrayBuffer>;
}

/** Largest difference of colour at the slider's ends. */
const LEAST_DIFFERENCE = 4;
const MOST_DIFFERENCE = 130;
/** Up to this share of the largest difference a colour counts as the same. */
const SURE_SHARE = 0.6;

/**
 * How much each pixel of a rectangle is of the colour at a point, 0..255, by rows. Light differs more inside of one
 * thing than hue does, so lightness counts less (YCbCr, Rec. 601). Noise is voted down by the neighbours.
 *
 * @param tolerance 1..100
 */
export function likenessIn(picture: Pixels, at: Point, rect: Rect, tolerance: number): Uint8Array {
  const width = rect.right - rect.left;
  const height = rect.bottom - rect.top;
  const { data } = picture;
  const [y0, cb0, cr0] = toYcc(colourAt(picture, at));
  const most = LEAST_DIFFERENCE + ((MOST_DIFFERENCE - LEAST_DIFFERENCE) * tolerance) / 100;
  const sure = (most * SURE_SHARE) ** 2;
  const none = most ** 2;
  const scale = 255 / (none - sure);
  const found = new Uint8Array(width * height);
  let i = 0;
  for (let y = rect.top; y < rect.bottom; y++) {
    for (let k = (y * picture.width + rect.left) * 4; i < (y - rect.top + 1) * width; i++, k += 4) {
      const luma = 0.299 * data[k] + 0.587 * data[k + 1] + 0.114 * data[k + 2];
      const dy = luma - y0;
      const db = 0.564 * (data[k + 2] - luma) - cb0;
      const dr = 0.713 * (data[k] - luma) - cr0;
      const difference = 0.5 * dy * dy + 2 * (db * db + dr * dr);
      found[i] = difference <= sure ? 255 : difference >= none ? 0 : (none - difference) * scale;
    }
  }
  return voteDown(found, width, height);
}

/** Mean colour of the 3 × 3 pixels around a point: one noisy pixel does not decide. */
function colourAt({ width, height, data }: Pixels, { x, y }: Point): [number, number, number] {
  const sum = [0, 0, 0];
  for (let dy = -1; dy <= 1; dy++) {
    for (let dx = -1; dx <= 1; dx++) {
      const column = Math.min(width - 1, Math.max(0, Math.floor(x) + dx));
      const row = Math.min(height - 1, Math.max(0, Math.floor(y) + dy));
      for (let c = 0; c < 3; c++) sum[c] += data[(row * width + column) * 4 + c];
    }
  }
  return [sum[0] / 9, sum[1] / 9, sum[2] / 9];
}

function toYcc([r, g, b]: [number, number, number]): [number, number, number] {
  const luma = 0.299 * r + 0.587 * g + 0.114 * b;
  return [luma, 0.564 * (b - luma), 0.713 * (r - luma)];
}

/** Mean of 3 × 3, made steeper: specks go, an edge stays where it is and about one pixel wide. */
function voteDown(values: Uint8Array, width: number, height: number): Uint8Array {
  const rows = new Uint16Array(values.length);
  for (let y = 0; y < height; y++) {
    const start = y * width;
    const end = start + width - 1;
    for (let i = start; i <= end; i++) {
      rows[i] = values[i === start ? i : i - 1] + values[i] + values[i === end ? i : i + 1];
    }
  }
  const voted = new Uint8Array(values.length);
  for (let y = 0; y < height; y++) {
    const above = y === 0 ? 0 : -width;
    const below = y === height - 1 ? 0 : width;
    for (let i = y * width; i < (y + 1) * width; i++) {
      const mean = (rows[i + above] + rows[i] + rows[i + below]) / 9;
      voted[i] = mean <= 64 ? 0 : mean >= 191 ? 255 : (mean - 64) * (255 / 127);
    }
  }
  return voted;
}
