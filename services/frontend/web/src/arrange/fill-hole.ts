/** Colours of an image, 0 to 255, three floats a pixel. */
export interface Colors {
  width: number;
  height: number;
  data: Float32Array;
}

/**
 * Fills the pixels whose weight is 0 with a smooth surface through those around: pull-push over a pyramid of halves
 * (Gortler et al. 1996, "The Lumigraph"). The image is changed in place.
 *
 * @param weights How much each pixel is known, 0 to 1.
 */
export function fillHole(image: Colors, weights: Float32Array): void {
  const { width, height, data } = image;
  if (width <= 1 && height <= 1) return;
  const half = pull(image, weights);
  if (half.weights.includes(0)) fillHole(half, half.weights);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const known = Math.min(1, weights[i]);
      if (known === 1) continue;
      sample(half, (x + 0.5) / 2 - 0.5, (y + 0.5) / 2 - 0.5, mixed);
      for (let c = 0; c < 3; c++) data[i * 3 + c] = data[i * 3 + c] * known + mixed[c] * (1 - known);
    }
  }
}

const mixed = new Float32Array(3);

/** The image at half its size, each pixel the weighted mean of its four, known as far as they are together. */
function pull({ width, height, data }: Colors, weights: Float32Array): Colors & { weights: Float32Array } {
  const w = Math.max(1, width >> 1);
  const h = Math.max(1, height >> 1);
  const half = { width: w, height: h, data: new Float32Array(w * h * 3), weights: new Float32Array(w * h) };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const weight = weights[y * width + x];
      if (weight === 0) continue;
      // The last row and column of an odd side go to their neighbours.
      const to = Math.min(h - 1, y >> 1) * w + Math.min(w - 1, x >> 1);
      half.weights[to] += weight;
      for (let c = 0; c < 3; c++) half.data[to * 3 + c] += weight * data[(y * width + x) * 3 + c];
    }
  }
  for (let i = 0; i < w * h; i++) {
    const sum = half.weights[i];
    if (sum === 0) continue;
    for (let c = 0; c < 3; c++) half.data[i * 3 + c] /= sum;
    half.weights[i] = Math.min(1, sum);
  }
  return half;
}

/** Bilinear, at pixel centres; beyond the edge the edge. */
function sample({ width, height, data }: Colors, x: number, y: number, out: Float32Array): void {
  const x0 = Math.min(width - 1, Math.max(0, Math.floor(x)));
  const y0 = Math.min(height - 1, Math.max(0, Math.floor(y)));
  const x1 = Math.min(width - 1, x0 + 1);
  const y1 = Math.min(height - 1, y0 + 1);
  const fx = Math.min(1, Math.max(0, x - x0));
  const fy = Math.min(1, Math.max(0, y - y0));
  for (let c = 0; c < 3; c++) {
    const top = data[(y0 * width + x0) * 3 + c] * (1 - fx) + data[(y0 * width + x1) * 3 + c] * fx;
    const low = data[(y1 * width + x0) * 3 + c] * (1 - fx) + data[(y1 * width + x1) * 3 + c] * fx;
    out[c] = top * (1 - fy) + low * fy;
  }
}
