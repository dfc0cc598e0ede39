import { toneMap, toneMapInverse } from '../color/tone-map.ts';
import { createRaster, type Raster } from '../raster/raster.ts';
import { type FinishOptions, finishPicture } from './finish.ts';

/** Longer side of a sketch, pixels. */
const SIDE = 256;
/** Points that make one pixel of the sketch, in each direction. */
const POINTS = 2;

/**
 * A rendered background in small, finished but without grain and product: 8-bit sRGB RGB, for a look at what is
 * becoming. Takes about a sixteenth of the time of the whole at 1,024 × 1,024, and no more for a larger one.
 */
export async function sketchBackground(
  picture: Raster,
  options: Omit<FinishOptions, 'product' | 'pause'>,
): Promise<{ width: number; height: number; channels: 3; data: Uint8Array }> {
  const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const { vignette, saturation, contrast, exposure, bloom } = options;
  const data = await finishPicture(sample(picture, width, height, exposure), {
    vignette,
    saturation,
    contrast,
    exposure,
    bloom,
    grain: 0,
  });
  return { width, height, channels: 3, data };
}

/**
 * The mean of POINTS × POINTS points of each pixel's area, as an eye would take it: of about what the tone curve and
 * sRGB's make of them. The mean of their light would be brighter where light and dark change from pixel to pixel.
 */
function sample(picture: Raster, width: number, height: number, exposure: number): Raster {
  const out = createRaster(width, height, 3);
  const points = POINTS * POINTS;
  const sum = [0, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      sum.fill(0);
      for (let p = 0; p < points; p++) {
        const u = (x + ((p % POINTS) + 0.5) / POINTS) / width;
        const v = (y + (Math.floor(p / POINTS) + 0.5) / POINTS) / height;
        const from = (Math.floor(v * picture.height) * picture.width + Math.floor(u * picture.width)) * 3;
        for (let c = 0; c < 3; c++) sum[c] += Math.sqrt(toneMap(picture.data[from + c] * exposure)) / points;
      }
      const to = (y * width + x) * 3;
      for (let c = 0; c < 3; c++) out.data[to + c] = toneMapInverse(sum[c] * sum[c]) / exposure;
    }
  }
  return out;
}
