/** Planar colours of what is in front and what is behind, as they were before they mixed in the photo. */
export interface Layers {
  foreground: [Float32Array, Float32Array, Float32Array];
  background: [Float32Array, Float32Array, Float32Array];
}

const REGULARISATION = 1e-5;
const SMALL_SIDE = 32;
const SMALL_ITERATIONS = 8;
const LARGE_ITERATIONS = 2;

/**
 * Colours of foreground and background from a picture (planar R, G, B, sRGB values 0..1) and its alpha.
 * Source: Germer, Uelwer, Conrad and Harmeling, Fast Multi-Level Foreground Estimation (2020).
 */
export function estimateForeground(
  picture: [Float32Array, Float32Array, Float32Array],
  alpha: Float32Array,
  width: number,
  height: number,
): Layers {
  const levels = Math.max(1, Math.ceil(Math.log2(Math.max(width, height))));
  let previous: { width: number; height: number; planes: Float32Array[] } = {
    width: 1,
    height: 1,
    planes: Array.from({ length: 6 }, () => new Float32Array(1)),
  };
  for (let level = 0; level <= levels; level++) {
    const w = Math.max(1, Math.round(width ** (level / levels)));
    const h = Math.max(1, Math.round(height ** (level / levels)));
    const nearest = (plane: Float32Array, fromWidth: number, fromHeight: number) =>
      resizeNearest(plane, fromWidth, fromHeight, w, h);
    const colours = picture.map((plane) => nearest(plane, width, height));
    const alphas = nearest(alpha, width, height);
    const planes = previous.planes.map((plane) => nearest(plane, previous.width, previous.height));
    const iterations = w <= SMALL_SIDE && h <= SMALL_SIDE ? SMALL_ITERATIONS : LARGE_ITERATIONS;
    for (let i = 0; i < iterations; i++) relax(planes, colours, alphas, w, h);
    previous = { width: w, height: h, planes };
  }
  const [fr, fg, fb, br, bg, bb] = previous.planes;
  return { foreground: [fr, fg, fb], background: [br, bg, bb] };
}

/** One Gauss-Seidel sweep: solves each pixel's 2×2 system with its four neighbours held. */
function relax(
  planes: Float32Array[],
  colours: Float32Array[],
  alphas: Float32Array,
  w: number,
  h: number,
): void {
  const neighbours = new Int32Array(4);
  const weights = new Float64Array(4);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const i = y * w + x;
      const a = alphas[i];
      neighbours[0] = x > 0 ? i - 1 : i;
      neighbours[1] = x < w - 1 ? i + 1 : i;
      neighbours[2] = y > 0 ? i - w : i;
      neighbours[3] = y < h - 1 ? i + w : i;
      let total = 0;
      for (let k = 0; k < 4; k++) {
        weights[k] = REGULARISATION + Math.abs(a - alphas[neighbours[k]]);
        total += weights[k];
      }
      const a00 = a * a + total;
      const a01 = a * (1 - a);
      const a11 = (1 - a) * (1 - a) + total;
      const inverse = 1 / (a00 * a11 - a01 * a01);
      for (let c = 0; c < 3; c++) {
        const front = planes[c];
        const back = planes[c + 3];
        let b0 = a * colours[c][i];
        let b1 = (1 - a) * colours[c][i];
        for (let k = 0; k < 4; k++) {
          b0 += weights[k] * front[neighbours[k]];
          b1 += weights[k] * back[neighbours[k]];
        }
        front[i] = limit((a11 * b0 - a01 * b1) * inverse);
        back[i] = limit((a00 * b1 - a01 * b0) * inverse);
      }
    }
  }
}

function limit(value: number): number {
  return value < 0 ? 0 : value > 1 ? 1 : value;
}

function resizeNearest(
  plane: Float32Array,
  fromW: number,
  fromH: number,
  w: number,
  h: number,
): Float32Array {
  if (fromW === w && fromH === h) return plane.slice();
  const out = new Float32Array(w * h);
  for (let y = 0; y < h; y++) {
    const row = Math.min(fromH - 1, Math.floor((y * fromH) / h)) * fromW;
    for (let x = 0; x < w; x++)
      out[y * w + x] = plane[row + Math.min(fromW - 1, Math.floor((x * fromW) / w))];
  }
  return out;
}
