import { boxMean } from './box-mean.ts';

/** For each pixel the linear model alpha = r·R + g·G + b·B + offset of its neighbourhood. */
export interface GuidedModel {
  width: number;
  height: number;
  /** Four planes: r, g, b, offset. */
  planes: [Float32Array, Float32Array, Float32Array, Float32Array];
}

/**
 * Fits `mask` to the colours of `guide` (planar R, G, B, 0..1) in windows of `radius` pixels; `epsilon` is how
 * little variance counts as flat. Apply the model to a larger picture of the same view for its full detail.
 * Source: He, Sun and Tang, Guided Image Filtering (2013); He and Sun, Fast Guided Filter (2015).
 */
export function fitGuidedModel(
  guide: [Float32Array, Float32Array, Float32Array],
  mask: Float32Array,
  width: number,
  height: number,
  radius: number,
  epsilon: number,
): GuidedModel {
  const mean = (plane: Float32Array) => boxMean(plane, width, height, radius);
  const product = (a: Float32Array, b: Float32Array) => mean(a.map((value, i) => value * b[i]));
  const [r, g, b] = guide;
  const [mr, mg, mb, mp] = [mean(r), mean(g), mean(b), mean(mask)];
  const [rp, gp, bp] = [product(r, mask), product(g, mask), product(b, mask)];
  const [rr, rg, rb] = [product(r, r), product(r, g), product(r, b)];
  const [gg, gb, bb] = [product(g, g), product(g, b), product(b, b)];
  const size = width * height;
  const ar = new Float32Array(size);
  const ag = new Float32Array(size);
  const ab = new Float32Array(size);
  const offset = new Float32Array(size);
  for (let i = 0; i < size; i++) {
    const s00 = rr[i] - mr[i] * mr[i] + epsilon;
    const s01 = rg[i] - mr[i] * mg[i];
    const s02 = rb[i] - mr[i] * mb[i];
    const s11 = gg[i] - mg[i] * mg[i] + epsilon;
    const s12 = gb[i] - mg[i] * mb[i];
    const s22 = bb[i] - mb[i] * mb[i] + epsilon;
    const c0 = rp[i] - mr[i] * mp[i];
    const c1 = gp[i] - mg[i] * mp[i];
    const c2 = bp[i] - mb[i] * mp[i];
    const i00 = s11 * s22 - s12 * s12;
    const i01 = s02 * s12 - s01 * s22;
    const i02 = s01 * s12 - s02 * s11;
    const i11 = s00 * s22 - s02 * s02;
    const i12 = s01 * s02 - s00 * s12;
    const i22 = s00 * s11 - s01 * s01;
    const inverse = 1 / (s00 * i00 + s01 * i01 + s02 * i02);
    ar[i] = (i00 * c0 + i01 * c1 + i02 * c2) * inverse;
    ag[i] = (i01 * c0 + i11 * c1 + i12 * c2) * inverse;
    ab[i] = (i02 * c0 + i12 * c1 + i22 * c2) * inverse;
    offset[i] = mp[i] - ar[i] * mr[i] - ag[i] * mg[i] - ab[i] * mb[i];
  }
  return { width, height, planes: [mean(ar), mean(ag), mean(ab), mean(offset)] };
}
