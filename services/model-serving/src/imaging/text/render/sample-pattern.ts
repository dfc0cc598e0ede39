/** A point inside a pixel, 0..1. */
export type SamplePoint = readonly [x: number, y: number];

const FINE_SAMPLES = 16;
/** Rays that may be spent on finer sampling: up to here a picture is small and still done in a moment. */
const RAY_BUDGET = 600_000;
/**
 * Besides its middle: the first three suffice where tones change, all six are taken at edges. Each half of the list is
 * spread evenly by itself.
 */
const EDGE_SAMPLES: readonly SamplePoint[] = [
  [0.17, 0.42],
  [0.66, 0.13],
  [0.72, 0.84],
  [0.26, 0.9],
  [0.3, 0.12],
  [0.88, 0.44],
];
/** Differences below the first, of linear light with dark tones lifted, do not show; above the other are edges. */
const TONE = 0.12;
const EDGE = 0.45;

/** How to sample each pixel of a picture. */
export interface Sampling {
  samples: readonly SamplePoint[];
  /** Difference between neighbours from which on half of the samples are taken beside the middle. 0: all, always. */
  tone: number;
  /** From which on all of them are. */
  edge: number;
}

/**
 * How to sample a picture of that many pixels. In small pictures a letter's whole reflection falls on a few pixels,
 * so that all of them get 16 samples.
 */
export function samplePattern(pixels: number): Sampling {
  if (pixels * FINE_SAMPLES <= RAY_BUDGET) return { samples: hammersley(FINE_SAMPLES), tone: 0, edge: 0 };
  return { samples: EDGE_SAMPLES, tone: TONE, edge: EDGE };
}

/** Evenly spread points: each has a column and a row of its own. */
function hammersley(count: number): SamplePoint[] {
  return Array.from({ length: count }, (_, i) => [(i + 0.5) / count, reverseBits(i) + 0.5 / count]);
}

/** The four bits of i mirrored at the binary point, 0..1 (van der Corput). */
function reverseBits(i: number): number {
  return ((i & 1) * 8 + (i & 2) * 2 + ((i & 4) >> 1) + ((i & 8) >> 3)) / 16;
}
