import { smoothstep } from '../math/noise.ts';

/** Where the model is surer than this, its word counts more than colour. */
const SURE = 0.985;
const SURELY_PRODUCT = 0.985;
const SURELY_BACKGROUND = 0.06;
const DIRECTIONS = 16;
/** Distances, pixels of the grid, at which samples are taken along each direction. */
const STEPS = [3, 6, 9, 13, 18, 24];
/** All of these, x and y in turn. */
const OFFSETS = Int32Array.from({ length: DIRECTIONS * STEPS.length * 2 }, (_, k) => {
  const angle = (Math.floor(k / (2 * STEPS.length)) * 2 * Math.PI) / DIRECTIONS;
  return Math.round((k % 2 === 0 ? Math.cos(angle) : Math.sin(angle)) * STEPS[(k >> 1) % STEPS.length]);
});

/**
 * Takes out strips of background that a coarse mask bridges, such as the table seen between a cup and its saucer:
 * pixels of which the model is not sure, whose colour is found in the background nearby and not in the product
 * nearby. Planar arrays of width × height; `saliency` and `alpha` 0..1. Returns the corrected alpha.
 * After the sampling of Gastal and Oliveira, Shared Sampling for Real-Time Alpha Matting (2010).
 */
export function rejectBackground(
  alpha: Float32Array,
  saliency: Float32Array,
  picture: [Float32Array, Float32Array, Float32Array],
  width: number,
  height: number,
): Float32Array {
  const out = alpha.slice();
  for (let i = 0; i < alpha.length; i++) {
    if (alpha[i] < 0.05 || saliency[i] > SURE || saliency[i] < SURELY_BACKGROUND) continue;
    const { product, background } = nearestColours(i, alpha, saliency, picture, width, height);
    if (!Number.isFinite(product) || !Number.isFinite(background)) continue;
    const likeness = background / (product + background + 1e-3);
    const doubt = smoothstep(SURE, SURE - 0.05, saliency[i]);
    out[i] = alpha[i] * (1 - doubt * (1 - smoothstep(0.2, 0.42, likeness)));
  }
  return out;
}

/** Smallest colour distances to surely product and surely background pixels around pixel `i`. */
function nearestColours(
  i: number,
  alpha: Float32Array,
  saliency: Float32Array,
  [red, green, blue]: [Float32Array, Float32Array, Float32Array],
  width: number,
  height: number,
): { product: number; background: number } {
  const x = i % width;
  const y = (i - x) / width;
  let product = Number.POSITIVE_INFINITY;
  let background = Number.POSITIVE_INFINITY;
  for (let k = 0; k < OFFSETS.length; k += 2) {
    const sx = x + OFFSETS[k];
    const sy = y + OFFSETS[k + 1];
    if (sx < 0 || sy < 0 || sx >= width || sy >= height) continue;
    const j = sy * width + sx;
    const isProduct = saliency[j] > SURELY_PRODUCT && alpha[j] > 0.95;
    if (!isProduct && !(saliency[j] < SURELY_BACKGROUND && alpha[j] < 0.05)) continue;
    const r = red[j] - red[i];
    const g = green[j] - green[i];
    const b = blue[j] - blue[i];
    const squared = r * r + g * g + b * b;
    if (isProduct) product = squared < product ? squared : product;
    else background = squared < background ? squared : background;
  }
  return { product: Math.sqrt(product), background: Math.sqrt(background) };
}
