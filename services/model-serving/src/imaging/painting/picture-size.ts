import type { Size } from './size.ts';

/** Pixels of the pictures that a family's models have learnt from; others make composition or anatomy fall apart. */
const NATIVE_PIXELS: Readonly<Record<string, number>> = { 'stable-diffusion': 512 ** 2 };
const LATER_PIXELS = 1024 ** 2;
/** A transformer joins 2 × 2 places of a latent, each of which stands for 8 × 8 pixels. */
const MULTIPLES: Readonly<Record<string, number>> = { flux: 16 };
const VAE_MULTIPLE = 8;
/** The smallest picture that a model is asked for. */
const LEAST_SIDE = 64;

/** About how many pixels the models of a family make best. */
export function nativePixels(family: string): number {
  return NATIVE_PIXELS[family] ?? LATER_PIXELS;
}

/**
 * The size that a model is asked for where a picture of `output`'s size is wanted: about its native area, never above
 * the output (but for 64 pixels, the least), in the output's shape as far as the family's multiples allow.
 */
export function pictureSize(family: string, output: Size): Size {
  const scale = Math.min(1, Math.sqrt(nativePixels(family) / (output.width * output.height)));
  const multiple = MULTIPLES[family] ?? VAE_MULTIPLE;
  const side = (pixels: number) =>
    Math.max(
      LEAST_SIDE,
      Math.min(Math.round((pixels * scale) / multiple), Math.floor(pixels / multiple)) * multiple,
    );
  return { width: side(output.width), height: side(output.height) };
}
