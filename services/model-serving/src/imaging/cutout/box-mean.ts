/** Means of rows, kept from call to call: allocating it costs as much as filling it. */
let scratch = new Float32Array(0);

/** Mean over a (2·radius+1)² window of one plane, windows cut at the edges. O(1) a pixel. */
export function boxMean(source: Float32Array, width: number, height: number, radius: number): Float32Array {
  if (scratch.length < source.length) scratch = new Float32Array(source.length);
  const rows = scratch;
  const out = new Float32Array(source.length);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    let sum = 0;
    for (let x = 0; x < Math.min(radius, width); x++) sum += source[row + x];
    for (let x = 0; x < width; x++) {
      if (x + radius < width) sum += source[row + x + radius];
      if (x - radius > 0) sum -= source[row + x - radius - 1];
      rows[row + x] = sum / (Math.min(width - 1, x + radius) - Math.max(0, x - radius) + 1);
    }
  }
  const sums = new Float64Array(width);
  for (let y = 0; y < Math.min(radius, height); y++) {
    for (let x = 0; x < width; x++) sums[x] += rows[y * width + x];
  }
  for (let y = 0; y < height; y++) {
    const enter = y + radius < height ? (y + radius) * width : -1;
    const leave = y - radius > 0 ? (y - radius - 1) * width : -1;
    const scale = 1 / (Math.min(height - 1, y + radius) - Math.max(0, y - radius) + 1);
    for (let x = 0; x < width; x++) {
      if (enter >= 0) sums[x] += rows[enter + x];
      if (leave >= 0) sums[x] -= rows[leave + x];
      out[y * width + x] = sums[x] * scale;
    }
  }
  return out;
}
