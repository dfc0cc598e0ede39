/** Longest time for a picture, once its bytes are there: 64 megapixels of AVIF take about 4 s on an idle core. */
export const PICTURE_TIMEOUT_MS = 20_000;

/** A child that keeps more than this after its task is replaced. An idle one has about 70 MB. */
export const KEEP_CHILD_BYTES = 200 * 1024 * 1024;

/** What Node and libvips take before any pixel, with room for the buffers of a small picture. */
const BASE_BYTES = 192 * 1024 * 1024;

/**
 * Bytes for each pixel of the header's size. Measured peaks above an idle child: PNG 2, interlaced PNG 5, JPEG 2,
 * progressive JPEG 8, WebP 9, AVIF 19, AVIF of 10 bits with alpha 24. Up to 13 megapixels a child stays below 512 MB;
 * only an AVIF of 64 megapixels may take 1.6 GB.
 */
const BYTES_PER_PIXEL = 24;

/** Most resident memory that a child may take for a picture of that many pixels. */
export function memoryLimitBytes(pixels: number): number {
  return BASE_BYTES + BYTES_PER_PIXEL * pixels;
}
