/** A point inside a pixel, 0..1. */
export type SamplePoint = readonly [x: number, y: number];

const EDGE_SAMPLES = 6;
const FINE_SAMPLES = 16;
/** Rays that may be spent on finer sampling: up to here a picture is small and still done in a moment. */
const RAY_BUDGET = 600_000;
/** Differences below this, of linear light with dark tones lifted, do not show. */
const THRESHOLD = 0.085;

/** How to sample each pixel of a picture: where, and from which difference between neighbours on. */
export interface Sampling {
  samples: readonly SamplePoint[];
  threshold: number;
}

/**
 * How to sample a picture of that many pixels. In small pictures a letter's whole reflection falls on a few pixels,
 * so that all of them get 16 samples; in others edges get six.
 */
export function samplePattern(pixels: number): Sampling {
  if (pixels * FINE_SAMPLES <= RAY_BUDGET) return { samples: hammersley(FINE_SAMPLES), threshold: 0 };
  return { samples: hammersley(EDGE_SAMPLES), threshold: THRESHOLD };
}

/** Evenly spread points: each has a column and nearly a row of its own. */
function hammersley(count: number): SamplePoint[] {
  return Array.from({ length: count }, (_, i) => [(i + 0.5) / count, (reverseBits(i) + 1 / 32) % 1]);
}

/** The four bits of i mirrored at the binary point, 0..1 (van der Corput). */
function reverseBits(i: number): number {
  return ((i & 1) * 8 + (i & 2) * 2 + ((i & 4) >> 1) + ((i & 8) >> 3)) / 16;
}
