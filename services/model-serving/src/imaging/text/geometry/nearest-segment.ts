import { sharedFloats } from '../../parallel/shared-array.ts';

/** Texels this close to a segment take it as a first guess of their nearest one. */
const SEED_BAND = 1.5;

/**
 * Distance of every texel centre to the nearest of the segments (x0, y0, x1, y1 quadruples, in texels),
 * unsigned. Texels beside a segment are seeded with it; then each texel tries its neighbours' nearest
 * segments in two sweeps over the grid (vector distance transform, Danielsson 1980, with segments instead of
 * points). In shared memory. Distances are to the line itself, not to pixels, so the letters' sides come out without stairs.
 */
export function distanceToSegments(segments: Float64Array, width: number, height: number): Float32Array {
  const squared = sharedFloats(width * height).fill(1e12);
  const nearest = new Int32Array(width * height).fill(-1);

  const attempt = (i: number, x: number, y: number, segment: number): void => {
    const s = segment * 4;
    const ax = segments[s];
    const ay = segments[s + 1];
    const dx = segments[s + 2] - ax;
    const dy = segments[s + 3] - ay;
    const px = x + 0.5 - ax;
    const py = y + 0.5 - ay;
    const t = (px * dx + py * dy) / (dx * dx + dy * dy);
    const u = t < 0 ? 0 : t > 1 ? 1 : t;
    const ex = px - dx * u;
    const ey = py - dy * u;
    const d = ex * ex + ey * ey;
    if (d < squared[i]) {
      squared[i] = d;
      nearest[i] = segment;
    }
  };
  const from = (i: number, x: number, y: number, neighbour: number): void => {
    const segment = nearest[neighbour];
    if (segment >= 0 && segment !== nearest[i]) attempt(i, x, y, segment);
  };

  for (let segment = 0; segment < segments.length / 4; segment++) {
    const [x0, y0, x1, y1] = segments.subarray(segment * 4, segment * 4 + 4);
    const left = Math.max(0, Math.floor(Math.min(x0, x1) - SEED_BAND));
    const right = Math.min(width - 1, Math.ceil(Math.max(x0, x1) + SEED_BAND));
    const top = Math.max(0, Math.floor(Math.min(y0, y1) - SEED_BAND));
    const bottom = Math.min(height - 1, Math.ceil(Math.max(y0, y1) + SEED_BAND));
    for (let y = top; y <= bottom; y++) {
      for (let x = left; x <= right; x++) attempt(y * width + x, x, y, segment);
    }
  }
  for (const step of [1, -1]) {
    const firstRow = step > 0 ? 0 : height - 1;
    for (let n = 0, y = firstRow; n < height; n++, y += step) {
      const before = (y - step) * width;
      for (let x = 0; x < width; x++) {
        const i = y * width + x;
        if (n > 0) {
          from(i, x, y, before + x);
          if (x > 0) from(i, x, y, before + x - 1);
          if (x < width - 1) from(i, x, y, before + x + 1);
        }
        if (x > 0) from(i, x, y, i - 1);
      }
      for (let x = width - 2; x >= 0; x--) from(y * width + x, x, y, y * width + x + 1);
    }
  }
  for (let i = 0; i < squared.length; i++) squared[i] = Math.sqrt(squared[i]);
  return squared;
}
