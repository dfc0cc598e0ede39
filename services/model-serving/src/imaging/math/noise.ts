/** Linear interpolation from `a` (t = 0) to `b` (t = 1). */
export function lerp(a: number, b: number, t: number): number {
  return a + (b - a) * t;
}

/** Limits `x` to 0..1. */
export function clamp01(x: number): number {
  return x < 0 ? 0 : Math.min(x, 1);
}

/** Hermite step from 0 at `a` to 1 at `b`; `a` may be above `b`. */
export function smoothstep(a: number, b: number, x: number): number {
  const t = clamp01((x - a) / (b - a));
  return t * t * (3 - 2 * t);
}

/** Integer hash of a lattice point, 0 (inclusive) to 1 (exclusive); the same on every machine. */
export function hash2(x: number, y: number, seed: number): number {
  let h =
    Math.imul(x | 0, 0x1b873593) ^
    Math.imul(y | 0, 0x2545f491) ^
    Math.imul((seed | 0) + 0x3c6ef372, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
}

/**
 * Gradient noise (Perlin 2002, quintic fade) that repeats every `periodX` × `periodY` lattice cells
 * (positive integers). About -1..1, mean 0.
 */
export function periodicNoise(x: number, y: number, periodX: number, periodY: number, seed: number): number {
  const floorX = Math.floor(x);
  const floorY = Math.floor(y);
  const fx = x - floorX;
  const fy = y - floorY;
  const x0 = wrap(floorX, periodX);
  const y0 = wrap(floorY, periodY);
  const x1 = x0 + 1 === periodX ? 0 : x0 + 1;
  const y1 = y0 + 1 === periodY ? 0 : y0 + 1;
  const s = (seed * 37) & 255;
  const rowA = PERMUTATION[(x0 + s) & 255];
  const rowB = PERMUTATION[(x1 + s) & 255];
  const a = PERMUTATION[(rowA + y0) & 255] * 2;
  const b = PERMUTATION[(rowB + y0) & 255] * 2;
  const c = PERMUTATION[(rowA + y1) & 255] * 2;
  const d = PERMUTATION[(rowB + y1) & 255] * 2;
  const u = fx * fx * fx * (fx * (fx * 6 - 15) + 10);
  const v = fy * fy * fy * (fy * (fy * 6 - 15) + 10);
  const n00 = GRADIENTS[a] * fx + GRADIENTS[a + 1] * fy;
  const n10 = GRADIENTS[b] * (fx - 1) + GRADIENTS[b + 1] * fy;
  const n01 = GRADIENTS[c] * fx + GRADIENTS[c + 1] * (fy - 1);
  const n11 = GRADIENTS[d] * (fx - 1) + GRADIENTS[d + 1] * (fy - 1);
  const top = n00 + (n10 - n00) * u;
  return (top + (n01 + (n11 - n01) * u - top) * v) * 1.41;
}

/**
 * Sum of `octaves` of periodicNoise, each twice as fine and `gain` as strong as the one before. Repeats every
 * `period` cells across and `period * periodYFactor` down. About -1..1.
 */
export function fbm(
  x: number,
  y: number,
  period: number,
  octaves: number,
  seed: number,
  gain = 0.5,
  periodYFactor = 1,
): number {
  let sum = 0;
  let amplitude = 0.5;
  let frequency = 1;
  for (let octave = 0; octave < octaves; octave++) {
    const p = period * frequency;
    sum += amplitude * periodicNoise(x * frequency, y * frequency, p, p * periodYFactor, seed + octave * 7);
    amplitude *= gain;
    frequency *= 2;
  }
  return sum;
}

function wrap(i: number, period: number): number {
  const r = i % period;
  return r < 0 ? r + period : r;
}

const PERMUTATION = new Uint8Array(256);
const GRADIENTS = new Float32Array(512);
for (let i = 0; i < 256; i++) {
  PERMUTATION[i] = i;
  GRADIENTS[i * 2] = Math.cos((i / 256) * 2 * Math.PI);
  GRADIENTS[i * 2 + 1] = Math.sin((i / 256) * 2 * Math.PI);
}
for (let i = 255; i > 0; i--) {
  const j = Math.floor(hash2(i, 77, 5) * (i + 1));
  const t = PERMUTATION[i];
  PERMUTATION[i] = PERMUTATION[j];
  PERMUTATION[j] = t;
}
