import sharp from 'sharp';
import type { Picture8 } from '../io/decode-image.ts';
import { smoothstep } from '../math/noise.ts';
import { resizeBilinear } from '../raster/blur.ts';
import { cleanMask } from './clean-mask.ts';
import { estimateForeground } from './estimate-foreground.ts';
import { fitGuidedModel } from './guided-filter.ts';
import { MODEL_SIDE } from './model-tensor.ts';
import { rejectBackground } from './reject-background.ts';

/**
 * Longer side of the grid on which the matte's colour model, its parts and holes, and the layers' colours are
 * worked out. All of them vary slowly, so that their cost does not grow with the photo; the photo's own pixels
 * are applied to them afterwards, which is where the sharp edge comes from.
 */
export const GRID_SIDE = 512;
/** Window of the guided filter on the grid: about four texels of the 320-pixel mask. */
const RADIUS = 6;
const EPSILON = 1e-4;

/** What is known about the matte on the grid; planes of width × height. */
export interface MatteGrid {
  width: number;
  height: number;
  /** Linear model of alpha in the photo's colours: r, g, b, offset. */
  model: Float32Array[];
  /** Limits from parts and holes: alpha is at least `floor` and at most `ceiling`. */
  floor: Float32Array;
  ceiling: Float32Array;
  /** Colours (sRGB 0..1) of product and of background. */
  foreground: Float32Array[];
  background: Float32Array[];
  alpha: Float32Array;
}

/** Refines the model's saliency (320×320, 0..1) by the photo's colours. */
export async function refineMatte(photo: Picture8, saliency: Float32Array): Promise<MatteGrid> {
  const scale = Math.min(1, GRID_SIDE / Math.max(photo.width, photo.height));
  const width = Math.max(8, Math.round(photo.width * scale));
  const height = Math.max(8, Math.round(photo.height * scale));
  const small = await sharp(photo.data, { raw: { width: photo.width, height: photo.height, channels: 4 } })
    .removeAlpha()
    .resize(width, height, { fit: 'fill', kernel: 'lanczos3' })
    .raw()
    .toBuffer();
  const picture = [0, 1, 2].map((c) =>
    Float32Array.from({ length: width * height }, (_, i) => small[i * 3 + c] / 255),
  ) as [Float32Array, Float32Array, Float32Array];
  const coarse = resizeBilinear(
    { width: MODEL_SIDE, height: MODEL_SIDE, channels: 1, data: saliency },
    width,
    height,
  ).data;
  const { planes } = fitGuidedModel(picture, coarse, width, height, RADIUS, EPSILON);
  const raw = coarse.map((_, i) =>
    sharpen(
      planes[0][i] * picture[0][i] +
        planes[1][i] * picture[1][i] +
        planes[2][i] * picture[2][i] +
        planes[3][i],
    ),
  );
  const plausible = rejectBackground(raw, coarse, picture, width, height);
  const alpha = cleanMask(plausible, coarse, picture, width, height);
  const { foreground, background } = estimateForeground(picture, alpha, width, height);
  return {
    width,
    height,
    model: planes,
    floor: alpha.map((value, i) => (value > raw[i] + 0.01 ? value : 0)),
    ceiling: alpha.map((value, i) => (value < raw[i] - 0.01 ? value : 1)),
    foreground,
    background,
    alpha,
  };
}

/** The guided filter leaves a veil outside and thin spots inside: both ends are pushed to 0 and 1. */
export function sharpen(value: number): number {
  return smoothstep(0.12, 0.88, value);
}
