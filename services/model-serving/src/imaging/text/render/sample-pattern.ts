/** A point inside a pixel, 0..1. */
export type SamplePoint = readonly [x: number, y: number];

/** Four samples on a rotated grid: every near-horizontal or near-vertical edge gets five tones. */
const ROTATED_GRID: readonly SamplePoint[] = [
  [0.375, 0.125],
  [0.875, 0.375],
  [0.125, 0.625],
  [0.625, 0.875],
];
const FINE_SAMPLES = 16;
/** Rays that may be spent on finer sampling: up to here a picture is small and still done in a moment. */
const RAY_BUDGET = 600_000;

/**
 * Where to sample each pixel of a picture of that many pixels. In small pictures a letter's whole reflection
 * falls on a few pixels, so they get 16 samples (Hammersley points), others four.
 */
export function samplePattern(pixels: number): readonly SamplePoint[] {
  if (pixels * FINE_SAMPLES > RAY_BUDGET) return ROTATED_GRID;
  return Array.from({ length: FINE_SAMPLES }, (_, i) => [
    (i + 0.5) / FINE_SAMPLES,
    reverseBits(i) + 0.5 / FINE_SAMPLES,
  ]);
}

/** The four bits of i mirrored at the binary point, 0..1 (van der Corput). */
function reverseBits(i: number): number {
  return ((i & 1) * 8 + (i & 2) * 2 + ((i & 4) >> 1) + ((i & 8) >> 3)) / 16;
}
