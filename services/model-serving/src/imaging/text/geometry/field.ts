/**
 * A signed distance field over the copy's plane: the distance of each texel's centre to the letters' edge,
 * in texels, negative inside. Row by row, y down.
 */
export interface Field {
  width: number;
  height: number;
  distance: Float32Array;
  texelsPerEm: number;
  /** Empty texels around the ink on each side. */
  padding: number;
}

/**
 * Bilinear sample of a texel grid at (x, y); texel centres lie at .5; beyond the edge the edge's value
 * counts.
 */
export function sampleGrid(grid: Float32Array, width: number, height: number, x: number, y: number): number {
  let fx = x - 0.5;
  let fy = y - 0.5;
  fx = fx < 0 ? 0 : fx > width - 1.001 ? width - 1.001 : fx;
  fy = fy < 0 ? 0 : fy > height - 1.001 ? height - 1.001 : fy;
  const ix = fx | 0;
  const iy = fy | 0;
  fx -= ix;
  fy -= iy;
  const i = iy * width + ix;
  const top = grid[i] + (grid[i + 1] - grid[i]) * fx;
  const bottom = grid[i + width] + (grid[i + width + 1] - grid[i + width]) * fx;
  return top + (bottom - top) * fy;
}
