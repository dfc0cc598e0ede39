import { luminance, SRGB8_TO_LINEAR } from '../../color/srgb.ts';
import type { Picture8 } from '../../io/decode-image.ts';
import type { Rect } from '../layout/text-area.ts';

/** What lies under a block: linear light. */
export interface TonesUnder {
  /** Luminances that a tenth of the pixels lies below, and above. */
  dark: number;
  bright: number;
  mean: readonly [number, number, number];
}

const BINS = 256;
const SHARE = 0.1;
/** Where no picture is known: neither light nor dark, so that type gets a haze. */
const UNKNOWN: TonesUnder = { dark: 0.12, bright: 0.3, mean: [0.2, 0.2, 0.2] };
/** Pixels looked at, at most. */
const SAMPLES = 40_000;

/** Measures the picture's tones in a rectangle. */
export function tonesUnder(picture: Picture8 | undefined, rect: Rect): TonesUnder {
  if (!picture) return UNKNOWN;
  const x0 = Math.max(0, Math.floor(rect.x));
  const y0 = Math.max(0, Math.floor(rect.y));
  const x1 = Math.min(picture.width, Math.ceil(rect.x + rect.width));
  const y1 = Math.min(picture.height, Math.ceil(rect.y + rect.height));
  if (x1 <= x0 || y1 <= y0) return UNKNOWN;
  const stride = Math.max(1, Math.floor(Math.sqrt(((x1 - x0) * (y1 - y0)) / SAMPLES)));
  const histogram = new Uint32Array(BINS);
  const sum = [0, 0, 0];
  let count = 0;
  for (let y = y0; y < y1; y += stride) {
    for (let x = x0; x < x1; x += stride) {
      const i = (y * picture.width + x) * 4;
      const r = SRGB8_TO_LINEAR[picture.data[i]];
      const g = SRGB8_TO_LINEAR[picture.data[i + 1]];
      const b = SRGB8_TO_LINEAR[picture.data[i + 2]];
      histogram[Math.min(BINS - 1, Math.floor(Math.sqrt(luminance(r, g, b)) * BINS))]++;
      sum[0] += r;
      sum[1] += g;
      sum[2] += b;
      count++;
    }
  }
  return {
    dark: quantile(histogram, count * SHARE),
    bright: quantile(histogram, count * (1 - SHARE)),
    mean: [sum[0] / count, sum[1] / count, sum[2] / count],
  };
}

function quantile(histogram: Uint32Array, rank: number): number {
  let below = 0;
  let bin = 0;
  while (bin < BINS - 1 && below + histogram[bin] < rank) below += histogram[bin++];
  return ((bin + 0.5) / BINS) ** 2;
}
