import { type BandFunction, bandKernel } from '../../parallel/band-kernel.ts';
import { runBands } from '../../parallel/run-bands.ts';
import { sharedFloats } from '../../parallel/shared-array.ts';
import { type Field, sampleGrid } from './field.ts';
import { smoothField } from './smooth-field.ts';

/** The Poisson equation is solved on a grid this many texels wide: its solution is smooth. */
const CELL = 2;
/** Over-relaxation; letters are narrow, so few rounds suffice. */
const RELAXATION = 1.85;
/** So near to the edge the coarse solution is not trusted, texels: it falls straight to 0 at the exact edge. */
const RIM = 3;
/** How far beyond the edge the solution goes on, em. */
const REACH_EM = 0.1;

/**
 * Inflates the letters like a cushion: solves the Poisson equation Δu = −1 inside, u = 0 on the edge, and returns the
 * height √(2u) of every texel, in texels. In a round it is a half sphere, in a stroke a half pipe.
 */
export async function inflate(field: Field, rounds = 70): Promise<Float32Array> {
  const heights = await potential(field, rounds);
  for (let i = 0; i < heights.length; i++) heights[i] = heights[i] > 0 ? Math.sqrt(2 * heights[i]) : 0;
  return heights;
}

/**
 * The solution u itself, texels², by successive over-relaxation. Beyond the edge it goes on falling as steeply as it
 * did there, so that u's slope is smooth across the edge.
 */
export async function potential(field: Field, rounds: number): Promise<Float32Array> {
  const { width, height, distance } = field;
  const w = Math.ceil(width / CELL);
  const h = Math.ceil(height / CELL);
  const u = sharedFloats(w * h);
  const inside: number[] = [];
  for (let y = 1; y < h - 1; y++) {
    for (let x = 1; x < w - 1; x++) {
      // A cell's middle is the corner of its texels.
      const i = (y * CELL + 1) * width + x * CELL + 1;
      const d = (distance[i] + distance[i - 1] + distance[i - width] + distance[i - width - 1]) / 4;
      if (d >= 0) continue;
      // The first guess is a half pipe's own solution, so that only joints and ends have to be found.
      u[y * w + x] = 0.5 * (d / CELL) * (d / CELL);
      inside.push(y * w + x);
    }
  }
  const cells = Int32Array.from(inside);
  for (let round = 0; round < rounds; round++) {
    for (let n = 0; n < cells.length; n++) {
      const i = cells[n];
      u[i] += RELAXATION * (0.25 * (u[i - 1] + u[i + 1] + u[i - w] + u[i + w] + 1) - u[i]);
    }
  }
  const out = sharedFloats(width * height);
  const { texelsPerEm } = field;
  await runBands({
    kernel: SPREAD_ROWS,
    context: { u, w, h, out, width, height, distance, reach: REACH_EM * texelsPerEm },
    writes: [out],
    rows: height,
    rowPixels: width,
  });
  return await smoothField(out, width, height);
}

/** A solution on the coarse grid, w by h, and where it goes in texels; in shared memory. */
export interface SpreadRows {
  u: Float32Array;
  w: number;
  h: number;
  out: Float32Array;
  width: number;
  height: number;
  distance: Float32Array;
  /** How far beyond the edge it goes on, texels. */
  reach: number;
}

/** Enlargement back to texels, bilinear; around the edge straight through 0. */
export function createSpreadRows(context: SpreadRows): BandFunction {
  const { u, w, h, out, width, height, distance, reach } = context;
  const at = (x: number, y: number): number =>
    Math.max(0, sampleGrid(u, w, h, x / CELL, y / CELL)) * CELL * CELL;
  return (from, to) => {
    out.fill(-1e4, from * width, to * width);
    for (let y = Math.max(1, from); y < Math.min(height - 1, to); y++) {
      for (let x = 1; x < width - 1; x++) {
        const i = y * width + x;
        const d = distance[i];
        if (d > reach) continue;
        if (d < -RIM) {
          out[i] = at(x + 0.5, y + 0.5);
          continue;
        }
        const gx = (distance[i + 1] - distance[i - 1]) / 2;
        const gy = (distance[i + width] - distance[i - width]) / 2;
        const scale = (d + RIM) / Math.max(0.25, gx * gx + gy * gy);
        out[i] = (at(x + 0.5 - gx * scale, y + 0.5 - gy * scale) * -d) / RIM;
      }
    }
  };
}

/** The kernel of enlarging a solution. */
const SPREAD_ROWS = bandKernel(import.meta.url, createSpreadRows);
