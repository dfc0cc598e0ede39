/** Longest distance that is told apart, pixels. */
const FAR = 1e3;
const DIAGONAL = Math.SQRT2;

/**
 * Distance in pixels to the edge of a mask (where `alpha` passes one half), positive inside and negative outside;
 * within 8 %. Source: Borgefors, Distance Transformations in Digital Images (1986).
 */
export function edgeDistance(alpha: Float32Array, width: number, height: number): Float32Array {
  const d = new Float32Array(width * height).fill(FAR);
  seed(d, alpha, width, height);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < width; x++) {
      let value = d[row + x];
      if (value <= 0.5) continue;
      if (x > 0 && d[row + x - 1] + 1 < value) value = d[row + x - 1] + 1;
      if (y > 0) value = across(d, row + x - width, x > 0, x < width - 1, value);
      d[row + x] = value;
    }
  }
  for (let y = height - 1; y >= 0; y--) {
    const row = y * width;
    for (let x = width - 1; x >= 0; x--) {
      let value = d[row + x];
      if (value > 0.5) {
        if (x < width - 1 && d[row + x + 1] + 1 < value) value = d[row + x + 1] + 1;
        if (y < height - 1) value = across(d, row + x + width, x > 0, x < width - 1, value);
      }
      d[row + x] = value;
    }
  }
  for (let i = 0; i < d.length; i++) if (alpha[i] <= 0.5) d[i] = -d[i];
  return d;
}

/** Pixels beside the edge: half a pixel from it, or half a pixel less than a diagonal. */
function seed(d: Float32Array, alpha: Float32Array, width: number, height: number): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const inside = alpha[i] > 0.5;
      if (x < width - 1 && alpha[i + 1] > 0.5 !== inside) d[i] = d[i + 1] = 0.5;
      if (y === height - 1) continue;
      const below = i + width;
      if (alpha[below] > 0.5 !== inside) d[i] = d[below] = 0.5;
      if (x < width - 1 && alpha[below + 1] > 0.5 !== inside) nearer(d, i, below + 1);
      if (x > 0 && alpha[below - 1] > 0.5 !== inside) nearer(d, i, below - 1);
    }
  }
}

function nearer(d: Float32Array, a: number, b: number): void {
  const value = DIAGONAL - 0.5;
  if (d[a] > value) d[a] = value;
  if (d[b] > value) d[b] = value;
}

/** The least that the three pixels around `i`, in the row that the pass has been at, allow. */
function across(d: Float32Array, i: number, hasLeft: boolean, hasRight: boolean, value: number): number {
  let least = value;
  if (d[i] + 1 < least) least = d[i] + 1;
  if (hasLeft && d[i - 1] + DIAGONAL < least) least = d[i - 1] + DIAGONAL;
  if (hasRight && d[i + 1] + DIAGONAL < least) least = d[i + 1] + DIAGONAL;
  return least;
}
