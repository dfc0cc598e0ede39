import { bandKernel } from '../parallel/band-kernel.ts';
import { runBands } from '../parallel/run-bands.ts';
import { copyRaster, createRaster, type Raster } from './raster.ts';

/**
 * Mean over a disc of `radius` pixels: the shape that a lens gives to an out-of-focus point.
 * Row prefix sums: O(radius) a pixel. Pixels outside of the raster do not count.
 */
export async function discBlur(
  raster: Raster,
  radius: number,
  pause?: () => Promise<void> | void,
): Promise<Raster> {
  if (radius < 0.6) return copyRaster(raster);
  const { width, height, channels } = raster;
  const out = createRaster(width, height, channels);
  await runBands({
    kernel: DISC,
    context: { source: raster.data, target: out.data, width, height, channels, radius },
    writes: [out.data],
    rows: height,
    rowPixels: width * Math.max(1, radius / 4),
    pause,
  });
  return out;
}

interface DiscPass {
  source: Float32Array;
  target: Float32Array;
  width: number;
  height: number;
  channels: number;
  radius: number;
}

const DISC = bandKernel(import.meta.url, createDiscRows);

export function createDiscRows({ source, target, width, height, channels, radius }: DiscPass) {
  const stride = width * channels;
  const reach = Math.floor(radius);
  const sums = new Float64Array(stride);
  const weights = new Float64Array(width);
  const spans = Array.from({ length: 2 * reach + 1 }, (_, k) => Math.sqrt(radius ** 2 - (k - reach) ** 2));
  return (from: number, to: number): void => {
    const top = Math.max(0, from - reach);
    const prefixes = prefixRows(source, top, Math.min(height, to + reach), stride, channels);
    for (let y = from; y < to; y++) {
      sums.fill(0);
      weights.fill(0);
      for (let k = Math.max(-reach, -y); k <= reach && y + k < height; k++) {
        const prefix = (y + k - top) * (stride + channels);
        addSpans(sums, weights, prefixes, prefix, width, channels, spans[k + reach]);
      }
      for (let x = 0, i = 0; x < width; x++) {
        for (let c = 0; c < channels; c++, i++) target[y * stride + i] = sums[i] / weights[x];
      }
    }
  };
}

/** For each row and each of its pixels the sum of all before it; one more at the end. */
function prefixRows(
  source: Float32Array,
  top: number,
  bottom: number,
  stride: number,
  channels: number,
): Float64Array {
  const prefixes = new Float64Array((bottom - top) * (stride + channels));
  for (let y = top; y < bottom; y++) {
    const row = y * stride;
    const prefix = (y - top) * (stride + channels);
    for (let i = 0; i < stride; i++) prefixes[prefix + i + channels] = prefixes[prefix + i] + source[row + i];
  }
  return prefixes;
}

/** Adds to each pixel of a row the span of `half` pixels to both sides; the ends count by the part that is covered. */
function addSpans(
  sums: Float64Array,
  weights: Float64Array,
  prefixes: Float64Array,
  prefix: number,
  width: number,
  channels: number,
  half: number,
): void {
  const whole = Math.floor(half);
  const part = half - whole;
  const inFirst = Math.min(width, whole + 1);
  const inEnd = Math.max(inFirst, width - whole - 1);
  for (let x = 0; x < width; x++) {
    if (x === inFirst) x = inEnd;
    if (x >= width) break;
    const first = x - whole < 0 ? 0 : x - whole;
    const end = x + whole + 1 > width ? width : x + whole + 1;
    const left = first > 0 ? first - 1 : first;
    const right = end < width ? end + 1 : end;
    for (let c = 0; c < channels; c++) {
      const at = prefix + c;
      const inner = prefixes[at + end * channels] - prefixes[at + first * channels];
      const outer = prefixes[at + right * channels] - prefixes[at + left * channels];
      sums[x * channels + c] += inner + (outer - inner) * part;
    }
    weights[x] += end - first + (right - left - end + first) * part;
  }
  for (let x = inFirst; x < inEnd; x++) weights[x] += 2 * whole + 1 + 2 * part;
  const innerEnd = prefix + (whole + 1) * channels;
  const innerFirst = prefix - whole * channels;
  for (let i = inFirst * channels; i < inEnd * channels; i++) {
    const inner = prefixes[innerEnd + i] - prefixes[innerFirst + i];
    const outer = prefixes[innerEnd + i + channels] - prefixes[innerFirst + i - channels];
    sums[i] += inner + (outer - inner) * part;
  }
}
