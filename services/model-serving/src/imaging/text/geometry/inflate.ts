import type { Field } from './field.ts';

/** The Poisson equation is solved on a grid this many texels wide: its solution is smooth. */
const CELL = 2;
/** Over-relaxation; letters are narrow, so few rounds suffice. */
const RELAXATION = 1.85;

/**
 * Inflates the letters like a cushion: solves the Poisson equation Δu = −1 inside, u = 0 on the edge, by
 * successive over-relaxation, and returns the height √(2u) of every texel, in texels. In a round it is a half
 * sphere, in a stroke a half pipe.
 */
export function inflate(field: Field, rounds = 70): Float32Array {
  const { width, height, distance } = field;
  const w = Math.floor(width / CELL);
  const h = Math.floor(height / CELL);
  const u = new Float32Array(w * h);
  const inside: number[] = [];
  for (let y = 1; y < h - 1; y++) {
    for (let x = 1; x < w - 1; x++) {
      const d = distance[(y * CELL + 1) * width + x * CELL + 1];
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
  return spread(u, w, h, field);
}

/** Bilinear enlargement back to texels; the height falls to 0 at the exact edge. */
function spread(u: Float32Array, w: number, h: number, { width, height, distance }: Field): Float32Array {
  const out = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const fy = Math.min(h - 1.01, Math.max(0, (y - 0.5) / CELL));
    const iy = Math.floor(fy);
    for (let x = 0; x < width; x++) {
      const d = distance[y * width + x];
      if (d >= 0) continue;
      const fx = Math.min(w - 1.01, Math.max(0, (x - 0.5) / CELL));
      const ix = Math.floor(fx);
      const i = iy * w + ix;
      const top = u[i] + (u[i + 1] - u[i]) * (fx - ix);
      const bottom = u[i + w] + (u[i + w + 1] - u[i + w]) * (fx - ix);
      const value = top + (bottom - top) * (fy - iy);
      // Half a cell inside the edge the solution is still under-resolved: the pipe's own height caps it
      // there.
      const edge = -d * CELL * 2;
      out[y * width + x] = Math.min(Math.sqrt(2 * Math.max(0, value)) * CELL, Math.sqrt(edge * 4 + d * d));
    }
  }
  return out;
}
