import type { Picture8 } from '../io/decode-image.ts';
import { smoothstep } from '../math/noise.ts';
import { boxMean } from './box-mean.ts';
import { edgeDistance } from './edge-distance.ts';

/** Where an outline is soft: hair, fur, feathers. */
export interface Fluff {
  width: number;
  height: number;
  /** Above 0 where product and background mix strand by strand; less than 255 where the body begins. */
  zone: Uint8Array;
  /** Mean colours (0..255) of product and background around, six planes. */
  layers: Float32Array[];
}

/** How far outside of the outline strands are looked for, pixels of the level: beyond its own blur, not far into the open. */
const FROM = 4;
const TO = 9;
/** Furthest that hair stands out, and how far into the body background shows, pixels of the level. */
const FURTHEST = 28;
const INWARDS = 12;
/** Change over two pixels, 0..255 along the way from background to product, that noise does not make. */
const STEP = 6;
/** The same as a multiple of what the background itself has. */
const OVER_BACKGROUND = 2.5;
/** Colour distance from which strands are told from what is behind them. */
const DISTINCT = 40;
/** Share of the pixels around that must change so: a single contour, however strong, is a thin line. */
const ROUGH = 0.42;
/** Share of the outline that must be soft. */
const LEAST = 0.45;
const WINDOW = 4;

/**
 * Looks for fluff outside of an outline: where colours go to and fro between the product's and the background's
 * within a few pixels. `alpha` is the hard mask of the picture's size. Undefined when there is none.
 */
export function findFluff({ width, height, data }: Picture8, alpha: Float32Array): Fluff | undefined {
  const distance = edgeDistance(alpha, width, height);
  if (!mayBeSoft(data, distance, width)) return undefined;
  const layers = meanLayers(data, distance, width, height);
  const quiet = meanChange(data, distance, layers, width);
  const threshold = Math.max(STEP, OVER_BACKGROUND * quiet);
  const rough = roughness(data, distance, layers, width, height, threshold);
  let soft = 0;
  let all = 0;
  for (let i = 0; i < rough.length; i++) {
    if (distance[i] > -FROM || distance[i] < -TO) continue;
    all++;
    if (rough[i] > ROUGH) soft++;
  }
  if (soft < LEAST * all) return undefined;
  const near = boxMean(
    rough.map((value) => (value > ROUGH ? 1 : 0)),
    width,
    height,
    INWARDS + 2 * TO,
  );
  const zone = new Uint8Array(alpha.length);
  for (let i = 0; i < zone.length; i++) {
    const d = distance[i];
    if (d > INWARDS || d < -FURTHEST) continue;
    const isSoft = (d > -TO && near[i] > 0.025) || rough[i] > ROUGH * 0.4;
    zone[i] = isSoft ? Math.round(255 * smoothstep(INWARDS + 1, INWARDS * 0.25, d)) : 0;
  }
  return { width, height, zone, layers };
}

/** Whether enough of the outline's surroundings is restless at all: spares most products the closer look. */
function mayBeSoft(data: Uint8Array, distance: Float32Array, width: number): boolean {
  let [sum, background, strip] = [0, 1, 0];
  const histogram = new Uint32Array(256);
  for (let i = 0; i < distance.length - 2 * width - 2; i++) {
    const d = distance[i];
    if (d > -FROM || d < -2 * FURTHEST || (d < -TO && d > -FURTHEST)) continue;
    let change = 0;
    for (let at = i * 4; at < i * 4 + 3; at++) {
      const across = Math.abs(data[at] - data[at + 8]);
      const down = Math.abs(data[at] - data[at + 8 * width]);
      if (across > change) change = across;
      if (down > change) change = down;
    }
    if (d < -TO) {
      sum += change;
      background++;
    } else {
      histogram[change]++;
      strip++;
    }
  }
  const threshold = Math.max(STEP, (OVER_BACKGROUND * sum) / background);
  let restless = 0;
  for (let change = Math.floor(threshold) + 1; change < 256; change++) restless += histogram[change];
  return restless > LEAST * ROUGH * strip;
}

/** Change at pixel `i` over two pixels, along the way between the layers; 0 where these are alike. */
function changeAt(data: Uint8Array, layers: Float32Array[], i: number, width: number): number {
  let across = 0;
  let down = 0;
  let squared = 0;
  for (let c = 0; c < 3; c++) {
    const step = layers[c][i] - layers[c + 3][i];
    const own = data[i * 4 + c];
    across += (own - data[(i + 2) * 4 + c]) * step;
    down += (own - data[(i + 2 * width) * 4 + c]) * step;
    squared += step * step;
  }
  if (squared < DISTINCT * DISTINCT) return 0;
  return Math.max(Math.abs(across), Math.abs(down)) / Math.sqrt(squared);
}

/** The background's own mean change, beyond the furthest hair. */
function meanChange(data: Uint8Array, distance: Float32Array, layers: Float32Array[], width: number): number {
  let sum = 0;
  let count = 1;
  for (let i = 0; i < distance.length - 2 * width - 2; i += 3) {
    if (distance[i] > -FURTHEST || distance[i] < -2 * FURTHEST) continue;
    sum += changeAt(data, layers, i, width);
    count++;
  }
  return sum / count;
}

/** Share of the pixels around, outside of the outline, that change by more than `threshold`. */
function roughness(
  data: Uint8Array,
  distance: Float32Array,
  layers: Float32Array[],
  width: number,
  height: number,
  threshold: number,
): Float32Array {
  const changes = new Float32Array(distance.length);
  const counted = new Float32Array(distance.length);
  for (let i = 0; i < distance.length - 2 * width - 2; i++) {
    if (distance[i] > -FROM || distance[i] < -FURTHEST) continue;
    counted[i] = 1;
    if (changeAt(data, layers, i, width) > threshold) changes[i] = 1;
  }
  const sums = boxMean(changes, width, height, WINDOW);
  const counts = boxMean(counted, width, height, WINDOW);
  for (let i = 0; i < sums.length; i++) sums[i] = counts[i] > 0.1 ? sums[i] / counts[i] : 0;
  return sums;
}

/** Mean colours of the body within INWARDS and more, and of the background beyond the furthest hair. */
function meanLayers(data: Uint8Array, distance: Float32Array, width: number, height: number): Float32Array[] {
  const REDUCED = 2;
  const w = Math.ceil(width / REDUCED);
  const h = Math.ceil(height / REDUCED);
  const sides = [(d: number) => d > INWARDS && d < INWARDS * 3, (d: number) => d < -FURTHEST * 0.8];
  return sides.flatMap((isSure) => {
    const weight = new Float32Array(w * h);
    const planes = [0, 1, 2].map(() => new Float32Array(w * h));
    for (let y = 0; y < h; y++) {
      for (let x = 0; x < w; x++) {
        const i = y * REDUCED * width + x * REDUCED;
        if (!isSure(distance[i])) continue;
        weight[y * w + x] = 1;
        for (let c = 0; c < 3; c++) planes[c][y * w + x] = data[i * 4 + c];
      }
    }
    const radius = Math.ceil((FURTHEST + INWARDS * 2) / REDUCED);
    // Twice: what is nearer counts more.
    const total = boxMean(boxMean(weight, w, h, radius), w, h, radius >> 1);
    return planes.map((plane) => {
      const sum = boxMean(boxMean(plane, w, h, radius), w, h, radius >> 1);
      const out = new Float32Array(width * height);
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          const i = Math.floor(y / REDUCED) * w + Math.floor(x / REDUCED);
          out[y * width + x] = total[i] > 1e-6 ? sum[i] / total[i] : 0;
        }
      }
      return out;
    });
  });
}
