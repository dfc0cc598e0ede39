import { boxMean } from './box-mean.ts';
import { labelRegions, type Region } from './label-regions.ts';

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
  picture: [Float32Array, Float32Array, Float32Array],
  width: number,
  height: number,
): Float32Array {
  const solid = labelRegions((i) => alpha[i] > 0.3, width, height);
  if (solid.regions.length === 0) return alpha.slice();
  const largest = Math.max(...solid.regions.map((region) => region.area));
  const kept = new Float32Array(alpha.length);
  for (let i = 0; i < kept.length; i++) {
    const label = solid.labels[i];
    kept[i] = label > 0 && solid.regions[label - 1].area >= largest * SMALLEST_PART ? 1 : 0;
  }
  // Three pixels around the parts keep their soft edges.
  const near = boxMean(kept, width, height, 3);
  const out = alpha.map((value, i) => (near[i] > 1e-4 ? value : 0));

  const empty = labelRegions((i) => out[i] < 0.5, width, height);
  const outside = meanColour(picture, out, (i) => isOutside(empty.regions, empty.labels[i]) && out[i] < 0.1);
  const filled = new Float32Array(alpha.length);
  for (const hole of empty.regions) {
    if (hole.touchesFrame) continue;
    const inside = hole.pixels;
    if (!isOpen(inside, saliency, picture, outside, out, width, height)) {
      for (const i of inside) filled[i] = 1;
    }
  }
  const around = boxMean(filled, width, height, 2);
  return out.map((value, i) => (around[i] > 1e-4 ? Math.max(value, Math.min(1, around[i] * 4)) : value));
}

function isOutside(regions: Region[], label: number): boolean {
  return label > 0 && regions[label - 1].touchesFrame;
}

function isOpen(
  hole: Int32Array,
  saliency: Float32Array,
  picture: [Float32Array, Float32Array, Float32Array],
  outside: number[] | undefined,
  alpha: Float32Array,
  width: number,
  height: number,
): boolean {
  let doubt = 0;
  for (const i of hole) doubt += saliency[i];
  doubt /= hole.length;
  if (doubt < SURELY_OPEN) return true;
  if (doubt > SURELY_SOLID || outside === undefined) return false;
  const member = new Set(hole);
  const ring = new Set<number>();
  for (const i of hole) {
    for (const step of [-3, 3, -3 * width, 3 * width]) {
      const j = i + step;
      if (j >= 0 && j < width * height && !member.has(j) && alpha[j] > 0.8) ring.add(j);
    }
  }
  const inner = meanColour(picture, alpha, (i) => member.has(i));
  const rim = meanColour(picture, alpha, (i) => ring.has(i));
  return inner !== undefined && rim !== undefined && distance(inner, outside) < distance(inner, rim);
}

function meanColour(
  picture: [Float32Array, Float32Array, Float32Array],
  like: Float32Array,
  wanted: (i: number) => boolean,
): number[] | undefined {
  const sum = [0, 0, 0];
  let count = 0;
  for (let i = 0; i < like.length; i++) {
    if (!wanted(i)) continue;
    for (let c = 0; c < 3; c++) sum[c] += picture[c][i];
    count++;
  }
  return count === 0 ? undefined : sum.map((value) => value / count);
}

function distance(a: number[], b: number[]): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
