import { SRGB8_TO_LINEAR } from '../../color/srgb.ts';
import { toneMapInverse } from '../../color/tone-map.ts';
import type { Picture8 } from '../../io/decode-image.ts';
import { sharedFloats } from '../../parallel/shared-array.ts';
import { gaussianBlur } from '../../raster/gaussian-blur.ts';
import { sampleGrid3 } from './sample-grid3.ts';

/** The picture behind the letters as radiance, RGB, `stride` canvas pixels a texel: clear, and as frost shows it. */
export interface Backdrop {
  width: number;
  height: number;
  stride: number;
  clear: Float32Array;
  frosted: Float32Array;
}

/** Longer side at most, texels: what is seen through glass is bent and need not be sharper. */
const LONGEST_SIDE = 1024;

/**
 * The radiance that, exposed and tone mapped, is the picture again. `frostPx` is the blur of fully frosted glass,
 * sigma in canvas pixels.
 */
export async function createBackdrop(
  picture: Picture8,
  exposure: number,
  frostPx: number,
): Promise<Backdrop> {
  const stride = Math.max(1, Math.ceil(Math.max(picture.width, picture.height) / LONGEST_SIDE));
  const width = Math.floor(picture.width / stride);
  const height = Math.floor(picture.height / stride);
  const radiance = SRGB8_TO_LINEAR.map((value) => toneMapInverse(value) / exposure);
  const clear = sharedFloats(width * height * 3);
  const share = 1 / (stride * stride);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let dy = 0; dy < stride; dy++) {
        for (let dx = 0; dx < stride; dx++) {
          const s = ((y * stride + dy) * picture.width + x * stride + dx) * 4;
          const t = (y * width + x) * 3;
          for (let c = 0; c < 3; c++) clear[t + c] += radiance[picture.data[s + c]] * share;
        }
      }
    }
  }
  const blurred = await gaussianBlur({ width, height, channels: 3, data: clear }, frostPx / stride);
  return { width, height, stride, clear, frosted: blurred.data };
}

/** Writes the radiance that is seen at canvas point (px, py) to `out`; `frost` 0 clear to 1 frosted. */
export function sampleBackdrop(
  { width, height, stride, clear, frosted }: Backdrop,
  px: number,
  py: number,
  frost: number,
  out: Float64Array,
): void {
  const x = px / stride;
  const y = py / stride;
  out[0] = 0;
  out[1] = 0;
  out[2] = 0;
  if (frost < 0.999) sampleGrid3(clear, width, height, x, y, 1 - frost, out);
  if (frost > 0.001) sampleGrid3(frosted, width, height, x, y, frost, out);
}
