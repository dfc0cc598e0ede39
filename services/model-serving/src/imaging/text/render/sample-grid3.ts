/** Adds `weight` times the bilinear sample of an RGB grid at (x, y) to `out`; texel centres lie at .5, edges go on. */
export function sampleGrid3(
  grid: Float32Array,
  width: number,
  height: number,
  x: number,
  y: number,
  weight: number,
  out: Float64Array,
): void {
  const fx = Math.min(Math.max(x - 0.5, 0), width - 1.001);
  const fy = Math.min(Math.max(y - 0.5, 0), height - 1.001);
  const ix = fx | 0;
  const iy = fy | 0;
  const u = fx - ix;
  const v = fy - iy;
  const i = (iy * width + ix) * 3;
  const below = i + width * 3;
  for (let c = 0; c < 3; c++) {
    const top = grid[i + c] + (grid[i + 3 + c] - grid[i + c]) * u;
    const bottom = grid[below + c] + (grid[below + 3 + c] - grid[below + c]) * u;
    out[c] += weight * (top + (bottom - top) * v);
  }
}
