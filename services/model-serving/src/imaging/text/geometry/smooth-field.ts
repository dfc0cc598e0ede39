/** Gaussian of sigma 1 texel, truncated at 3. */
const KERNEL = [0.0044, 0.054, 0.242, 0.3992, 0.242, 0.054, 0.0044];
const RADIUS = 3;

/**
 * A light Gaussian blur (sigma 1 texel), rows then columns, edges repeated. It rounds the creases that a
 * distance field has along the letters' middle lines and corners; reflections would show them as hairlines.
 */
export function smoothField(grid: Float32Array, width: number, height: number): Float32Array {
  const rows = new Float32Array(grid.length);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let k = -RADIUS; k <= RADIUS; k++) {
        const xx = x + k < 0 ? 0 : x + k >= width ? width - 1 : x + k;
        sum += KERNEL[k + RADIUS] * grid[row + xx];
      }
      rows[row + x] = sum;
    }
  }
  const out = new Float32Array(grid.length);
  for (let y = 0; y < height; y++) {
    for (let k = -RADIUS; k <= RADIUS; k++) {
      const from = Math.min(height - 1, Math.max(0, y + k)) * width;
      const weight = KERNEL[k + RADIUS];
      for (let x = 0; x < width; x++) out[y * width + x] += weight * rows[from + x];
    }
  }
  return out;
}
