import { bandKernel } from '../parallel/band-kernel.ts';
import { runBands } from '../parallel/run-bands.ts';
import { createRaster, type Raster } from './raster.ts';

/** Half the size by 2×2 means; odd last rows and columns are averaged into the last pixel's neighbourhood (clamped). */
export async function downsample2(raster: Raster): Promise<Raster> {
  const { width, height, channels } = raster;
  const out = createRaster(Math.max(1, (width + 1) >> 1), Math.max(1, (height + 1) >> 1), channels);
  await runBands({
    kernel: HALVE,
    context: { source: raster, target: out },
    writes: [out.data],
    rows: out.height,
    rowPixels: out.width,
  });
  return out;
}

const HALVE = bandKernel(import.meta.url, createHalvedRows);

export function createHalvedRows({ source, target }: { source: Raster; target: Raster }) {
  const { width, height, channels, data } = source;
  return (from: number, to: number): void => {
    for (let y = from; y < to; y++) {
      const top = y * 2 * width;
      const bottom = Math.min(height - 1, y * 2 + 1) * width;
      for (let x = 0; x < target.width; x++) {
        const left = x * 2 * channels;
        const right = Math.min(width - 1, x * 2 + 1) * channels;
        const at = (y * target.width + x) * channels;
        const a = top * channels;
        const b = bottom * channels;
        for (let c = 0; c < channels; c++) {
          target.data[at + c] =
            0.25 * (data[a + left + c] + data[a + right + c] + data[b + left + c] + data[b + right + c]);
        }
      }
    }
  };
}

/** Bilinear resize; for enlarging and for reducing by less than two. */
export function resizeBilinear(raster: Raster, width: number, height: number): Raster {
  const { channels, data } = raster;
  const out = createRaster(width, height, channels);
  const stepX = raster.width / width;
  const stepY = raster.height / height;
  for (let y = 0; y < height; y++) {
    const v = Math.max(0, (y + 0.5) * stepY - 0.5);
    const y0 = Math.min(raster.height - 1, Math.floor(v));
    const y1 = Math.min(raster.height - 1, y0 + 1);
    const fy = v - y0;
    for (let x = 0; x < width; x++) {
      const u = Math.max(0, (x + 0.5) * stepX - 0.5);
      const x0 = Math.min(raster.width - 1, Math.floor(u));
      const x1 = Math.min(raster.width - 1, x0 + 1);
      const fx = u - x0;
      const a = (y0 * raster.width + x0) * channels;
      const b = (y0 * raster.width + x1) * channels;
      const d = (y1 * raster.width + x0) * channels;
      const e = (y1 * raster.width + x1) * channels;
      const target = (y * width + x) * channels;
      for (let c = 0; c < channels; c++) {
        const upper = data[a + c] + (data[b + c] - data[a + c]) * fx;
        const under = data[d + c] + (data[e + c] - data[d + c]) * fx;
        out.data[target + c] = upper + (under - upper) * fy;
      }
    }
  }
  return out;
}

/** Puts premultiplied RGBA `source` over RGB `target` of the same size, in place. */
export function compositeOver(target: Raster, source: Raster): void {
  for (let i = 0, s = 0, t = 0; i < target.width * target.height; i++, s += 4, t += 3) {
    const alpha = source.data[s + 3];
    if (alpha <= 0) continue;
    for (let c = 0; c < 3; c++) target.data[t + c] = target.data[t + c] * (1 - alpha) + source.data[s + c];
  }
}
