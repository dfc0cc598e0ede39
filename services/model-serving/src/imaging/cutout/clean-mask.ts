import { boxMean } from './box-mean.ts';
import { labelRegions, type Region } from './label-regions.ts';

type Planes = [Float32Array, Float32Array, Float32Array];

/** A part that has less than this share of the largest part's area is a stray. */
const SMALLEST_PART = 0.04;
/** Mean saliency below which a hole is open whatever its colour. */
const SURELY_OPEN = 0.1;
/** Mean saliency above which a hole is the model's doubt about the product, not a hole. */
const SURELY_SOLID = 0.45;

/**
 * Removes stray parts and decides about holes: a hole through which the background shows (a cup's handle) stays
 * open, a spot inside of the product where the model doubted is filled. Planar arrays of the same size;
 * `alpha` and `saliency` 0..1. Returns the cleaned alpha.
 */
export function cleanMask(
  alpha: Float32Array,
  saliency: Float32Array,
  picture: Planes,
  width: number,
  height: number,
): Float32Array {
  const solid = labelRegions((i) => alpha[i] > 0.3, width, height);
  if (solid.regions.length === 0) return alpha.slice();
  const largest = Math.max(...solid.regions.map((region) => region.area));
  const kept = new Float32Array(alpha.length);
  for (const { area, pixels } of solid.regions) {
    if (area >= largest * SMALLEST_PART) for (const i of pixels) kept[i] = 1;
  }
  // Three pixels around the parts keep their soft edges.
  const out = boxMean(kept, width, height, 3);
  for (let i = 0; i < out.length; i++) out[i] = out[i] > 1e-4 ? alpha[i] : 0;

  const empty = labelRegions((i) => out[i] < 0.5, width, height);
  const holes = empty.regions.filter(({ touchesFrame }) => !touchesFrame);
  const outside = holes.length === 0 ? undefined : outsideColour(picture, empty.regions, out);
  const solids = holes.filter(
    ({ pixels }) => !isOpen(pixels, saliency, picture, outside, out, empty.labels, width),
  );
  if (solids.length === 0) return out;
  const filled = new Float32Array(alpha.length);
  for (const { pixels } of solids) for (const i of pixels) filled[i] = 1;
  const around = boxMean(filled, width, height, 2);
  for (let i = 0; i < out.length; i++) {
    if (around[i] > 1e-4) out[i] = Math.max(out[i], Math.min(1, around[i] * 4));
  }
  return out;
}

/** Mean of what is surely background around the product. */
function outsideColour(picture: Planes, regions: Region[], alpha: Float32Array): number[] | undefined {
  const sum = createSum();
  for (const { touchesFrame, pixels } of regions) {
    if (touchesFrame) for (const i of pixels) if (alpha[i] < 0.1) add(sum, picture, i);
  }
  return meanOf(sum);
}

function isOpen(
  hole: Int32Array,
  saliency: Float32Array,
  picture: Planes,
  outside: number[] | undefined,
  alpha: Float32Array,
  labels: Int32Array,
  width: number,
): boolean {
  let doubt = 0;
  for (const i of hole) doubt += saliency[i];
  doubt /= hole.length;
  if (doubt < SURELY_OPEN) return true;
  if (doubt > SURELY_SOLID || outside === undefined) return false;
  const within = createSum();
  const around = createSum();
  const seen = new Set<number>();
  for (const i of hole) {
    add(within, picture, i);
    for (const step of [-3, 3, -3 * width, 3 * width]) {
      const j = i + step;
      if (j < 0 || j >= labels.length || labels[j] === labels[i] || alpha[j] <= 0.8 || seen.has(j)) continue;
      seen.add(j);
      add(around, picture, j);
    }
  }
  const inner = meanOf(within);
  const rim = meanOf(around);
  return inner !== undefined && rim !== undefined && distance(inner, outside) < distance(inner, rim);
}

/** Red, green, blue and how many pixels. */
function createSum(): Float64Array {
  return new Float64Array(4);
}

function add(sum: Float64Array, picture: Planes, i: number): void {
  for (let c = 0; c < 3; c++) sum[c] += picture[c][i];
  sum[3]++;
}

function meanOf(sum: Float64Array): number[] | undefined {
  return sum[3] === 0 ? undefined : [sum[0] / sum[3], sum[1] / sum[3], sum[2] / sum[3]];
}

function distance(a: number[], b: number[]): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
