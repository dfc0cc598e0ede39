import { bandKernel } from '../parallel/band-kernel.ts';
import { runBands } from '../parallel/run-bands.ts';
import { BOX_COLUMNS, BOX_ROWS, type BoxPass, COLUMN_UNIT } from './box-passes.ts';
import { copyRaster, createRaster, type Raster } from './raster.ts';

/** Called between pieces of the work. What it throws ends it. */
type Pause = () => Promise<void> | void;

/** Gaussian blur by three box passes (σ in pixels, edges repeated). σ below 0.3 returns a copy. */
export async function gaussianBlur(raster: Raster, sigma: number, pause?: Pause): Promise<Raster> {
  if (sigma < 0.3) return copyRaster(raster);
  if (sigma < 2) return await exactGaussian(raster, sigma, pause);
  const result = createRaster(raster.width, raster.height, raster.channels);
  const scratch = createRaster(raster.width, raster.height, raster.channels).data;
  let source = raster.data;
  for (const radius of boxRadii(sigma)) {
    const { width, height, channels } = raster;
    await boxRows({ source, target: scratch, width, height, channels, radius }, pause);
    await boxColumns({ source: scratch, target: result.data, width, height, channels, radius }, pause);
    source = result.data;
  }
  return result;
}

/** Radii of three boxes whose variances add up to σ² (Kovesi, Fast Almost-Gaussian Filtering, 2010). */
function boxRadii(sigma: number): number[] {
  const ideal = Math.sqrt((12 * sigma * sigma) / 3 + 1);
  const lower = 2 * Math.floor((ideal - 1) / 2) + 1;
  const lowerPasses = Math.round(
    (12 * sigma * sigma - 3 * lower * lower - 12 * lower - 9) / (-4 * lower - 4),
  );
  return [0, 1, 2].map((pass) => ((pass < lowerPasses ? lower : lower + 2) - 1) / 2);
}

async function boxRows(pass: BoxPass, pause?: Pause): Promise<void> {
  await runBands({
    ...{ kernel: BOX_ROWS, context: pass, writes: [pass.target] },
    ...{ rows: pass.height, rowPixels: pass.width, pause },
  });
}

async function boxColumns(pass: BoxPass, pause?: Pause): Promise<void> {
  const units = Math.ceil((pass.width * pass.channels) / COLUMN_UNIT);
  await runBands({
    ...{ kernel: BOX_COLUMNS, context: pass, writes: [pass.target] },
    ...{ rows: units, rowPixels: (pass.height * COLUMN_UNIT) / pass.channels, pause },
  });
}

async function exactGaussian(raster: Raster, sigma: number, pause?: Pause): Promise<Raster> {
  const { width, height, channels } = raster;
  const scratch = createRaster(width, height, channels).data;
  const out = createRaster(width, height, channels);
  const taps = gaussianTaps(sigma);
  for (const pass of [
    { source: raster.data, target: scratch, step: channels },
    { source: scratch, target: out.data, step: width * channels },
  ]) {
    await runBands({
      ...{ kernel: TAPS, context: { ...pass, width, height, channels, taps }, writes: [pass.target] },
      ...{ rows: height, rowPixels: width, pause },
    });
  }
  return out;
}

function gaussianTaps(sigma: number): Float64Array {
  const reach = Math.ceil(sigma * 3);
  const taps = Float64Array.from({ length: reach * 2 + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * sigma ** 2)),
  );
  const total = taps.reduce((a, b) => a + b, 0);
  return taps.map((tap) => tap / total);
}

/** A weighted sum along rows (`step` is a pixel) or along columns (`step` is a row), edges repeated. */
interface TapsPass {
  source: Float32Array;
  target: Float32Array;
  step: number;
  width: number;
  height: number;
  channels: number;
  taps: Float64Array;
}

const TAPS = bandKernel(import.meta.url, createTaps);

export function createTaps({ source, target, step, width, height, channels, taps }: TapsPass) {
  const stride = width * channels;
  const reach = taps.length >> 1;
  const isAlongRows = step === channels;
  const sums = new Float64Array(stride);
  return (from: number, to: number): void => {
    for (let y = from; y < to; y++) {
      const row = y * stride;
      sums.fill(0);
      for (let k = -reach; k <= reach; k++) {
        const weight = taps[k + reach];
        if (!isAlongRows) {
          const shifted = Math.max(0, Math.min(height - 1, y + k)) * stride;
          for (let i = 0; i < stride; i++) sums[i] += weight * source[shifted + i];
          continue;
        }
        const shift = k * channels;
        const first = Math.min(stride, Math.max(0, -shift));
        const end = Math.max(first, Math.min(stride, stride - shift));
        for (let i = 0; i < first; i++) sums[i] += weight * source[row + (i % channels)];
        for (let i = first; i < end; i++) sums[i] += weight * source[row + i + shift];
        for (let i = end; i < stride; i++)
          sums[i] += weight * source[row + stride - channels + (i % channels)];
      }
      for (let i = 0; i < stride; i++) target[row + i] = sums[i];
    }
  };
}
