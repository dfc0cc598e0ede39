import { createRaster, type Raster } from './raster.ts';

/** Gaussian blur by three box passes (σ in pixels, edges clamped). σ below 0.3 returns a copy. */
export function gaussianBlur(raster: Raster, sigma: number): Raster {
  if (sigma < 0.3) return { ...raster, data: raster.data.slice() };
  if (sigma < 2) return exactGaussian(raster, sigma);
  // Kovesi 2010: n box passes whose widths' variances add up to sigma².
  const ideal = Math.sqrt((12 * sigma * sigma) / 3 + 1);
  const lower = 2 * Math.floor((ideal - 1) / 2) + 1;
  const lowerPasses = Math.round(
    (12 * sigma * sigma - 3 * lower * lower - 12 * lower - 9) / (-4 * lower - 4),
  );
  const result = { ...raster, data: raster.data.slice() };
  const scratch = new Float32Array(raster.data.length);
  for (let pass = 0; pass < 3; pass++) {
    const radius = ((pass < lowerPasses ? lower : lower + 2) - 1) / 2;
    boxRows(result.data, scratch, raster, radius);
    boxColumns(scratch, result.data, raster, radius);
  }
  return result;
}

/**
 * Mean over a disc of `radius` pixels: the shape that a lens gives to an out-of-focus point.
 * Row prefix sums: O(radius) a pixel. Pixels outside of the raster do not count.
 */
export function discBlur(raster: Raster, radius: number): Raster {
  const { width, height, channels } = raster;
  if (radius < 0.6) return { ...raster, data: raster.data.slice() };
  const out = createRaster(width, height, channels);
  const reach = Math.ceil(radius);
  const stride = width * channels;
  const prefix = new Float64Array(stride + channels);
  const weights = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = y * stride;
    for (let i = 0; i < stride; i++) prefix[i + channels] = prefix[i] + raster.data[row + i];
    for (let dy = Math.max(-reach, -y); dy <= reach && y + dy < height; dy++) {
      const squared = radius * radius - dy * dy;
      if (squared < 0) continue;
      addSpans(out.data, weights, prefix, (y + dy) * width, width, channels, Math.sqrt(squared));
    }
  }
  for (let i = 0; i < weights.length; i++) {
    for (let c = 0; c < channels; c++) out.data[i * channels + c] /= weights[i];
  }
  return out;
}

/** Half the size by 2×2 means; odd last rows and columns are averaged into the last pixel's neighbourhood (clamped). */
export function downsample2(raster: Raster): Raster {
  const { width, height, channels, data } = raster;
  const out = createRaster(Math.max(1, (width + 1) >> 1), Math.max(1, (height + 1) >> 1), channels);
  for (let y = 0; y < out.height; y++) {
    const top = y * 2 * width;
    const bottom = Math.min(height - 1, y * 2 + 1) * width;
    for (let x = 0; x < out.width; x++) {
      const right = Math.min(width - 1, x * 2 + 1);
      const target = (y * out.width + x) * channels;
      for (let c = 0; c < channels; c++) {
        out.data[target + c] =
          0.25 *
          (data[(top + x * 2) * channels + c] +
            data[(top + right) * channels + c] +
            data[(bottom + x * 2) * channels + c] +
            data[(bottom + right) * channels + c]);
      }
    }
  }
  return out;
}

/** Bilinear resize; for enlarging and for reducing by less than two. */
export function resizeBilinear(raster: Raster, width: number, height: number): Raster {
  const { channels, data } = raster;
  const out = createRaster(width, height, channels);
  const stepX = raster.width / width;
  const stepY = raster.height / height;
  for (let y = 0; y < height; y++) {
    const v = Math.max(0, (y + 0.5) * stepY - 0.5);
    const y0 = Math.min(raster.height - 1, Math.floor(v));
    const y1 = Math.min(raster.height - 1, y0 + 1);
    const fy = v - y0;
    for (let x = 0; x < width; x++) {
      const u = Math.max(0, (x + 0.5) * stepX - 0.5);
      const x0 = Math.min(raster.width - 1, Math.floor(u));
      const x1 = Math.min(raster.width - 1, x0 + 1);
      const fx = u - x0;
      const a = (y0 * raster.width + x0) * channels;
      const b = (y0 * raster.width + x1) * channels;
      const d = (y1 * raster.width + x0) * channels;
      const e = (y1 * raster.width + x1) * channels;
      const target = (y * width + x) * channels;
      for (let c = 0; c < channels; c++) {
        const upper = data[a + c] + (data[b + c] - data[a + c]) * fx;
        const under = data[d + c] + (data[e + c] - data[d + c]) * fx;
        out.data[target + c] = upper + (under - upper) * fy;
      }
    }
  }
  return out;
}

/** Puts premultiplied RGBA `source` over RGB `target` of the same size, in place. */
export function compositeOver(target: Raster, source: Raster): void {
  for (let i = 0, s = 0, t = 0; i < target.width * target.height; i++, s += 4, t += 3) {
    const alpha = source.data[s + 3];
    if (alpha <= 0) continue;
    for (let c = 0; c < 3; c++) target.data[t + c] = target.data[t + c] * (1 - alpha) + source.data[s + c];
  }
}

/** Adds to each pixel of a row the span of `half` pixels to both sides; the ends count by the part that is covered. */
function addSpans(
  sums: Float32Array,
  weights: Float32Array,
  prefix: Float64Array,
  row: number,
  width: number,
  channels: number,
  half: number,
): void {
  const whole = Math.floor(half);
  const part = half - whole;
  for (let x = 0; x < width; x++) {
    const first = x - whole < 0 ? 0 : x - whole;
    const end = x + whole + 1 > width ? width : x + whole + 1;
    const left = first > 0 ? first - 1 : first;
    const right = end < width ? end + 1 : end;
    const target = (row + x) * channels;
    for (let c = 0; c < channels; c++) {
      const inner = prefix[end * channels + c] - prefix[first * channels + c];
      const outer = prefix[right * channels + c] - prefix[left * channels + c];
      sums[target + c] += inner + (outer - inner) * part;
    }
    weights[row + x] += end - first + (right - left - end + first) * part;
  }
}

function exactGaussian(raster: Raster, sigma: number): Raster {
  const { width, height, channels, data } = raster;
  const reach = Math.ceil(sigma * 3);
  const kernel = Float32Array.from({ length: reach * 2 + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * sigma ** 2)),
  );
  const total = kernel.reduce((a, b) => a + b, 0);
  for (let i = 0; i < kernel.length; i++) kernel[i] /= total;
  const rows = new Float32Array(data.length);
  const out = createRaster(width, height, channels);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < channels; c++) {
        let sum = 0;
        for (let k = -reach; k <= reach; k++) {
          const sx = x + k < 0 ? 0 : x + k >= width ? width - 1 : x + k;
          sum += kernel[k + reach] * data[(y * width + sx) * channels + c];
        }
        rows[(y * width + x) * channels + c] = sum;
      }
    }
  }
  const stride = width * channels;
  for (let y = 0; y < height; y++) {
    for (let k = -reach; k <= reach; k++) {
      const sy = y + k < 0 ? 0 : y + k >= height ? height - 1 : y + k;
      const weight = kernel[k + reach];
      for (let i = 0; i < stride; i++) out.data[y * stride + i] += weight * rows[sy * stride + i];
    }
  }
  return out;
}

function boxRows(source: Float32Array, target: Float32Array, shape: Raster, radius: number): void {
  const { width, height, channels } = shape;
  const scale = 1 / (2 * radius + 1);
  const last = (width - 1) * channels;
  const reach = radius * channels;
  for (let y = 0; y < height; y++) {
    for (let c = 0; c < channels; c++) {
      const row = y * width * channels + c;
      let sum = 0;
      for (let k = -radius; k <= radius; k++)
        sum += source[row + Math.max(0, Math.min(width - 1, k)) * channels];
      for (let i = 0; i <= last; i += channels) {
        target[row + i] = sum * scale;
        const enter = i + reach + channels;
        const leave = i - reach;
        sum += source[row + Math.min(enter, last)] - source[row + Math.max(leave, 0)];
      }
    }
  }
}

/** Column sums of a whole row at a time: reads memory in order. */
function boxColumns(source: Float32Array, target: Float32Array, shape: Raster, radius: number): void {
  const { height } = shape;
  const stride = shape.width * shape.channels;
  const scale = 1 / (2 * radius + 1);
  const sums = new Float64Array(stride);
  for (let k = -radius; k <= radius; k++) {
    const row = Math.max(0, Math.min(height - 1, k)) * stride;
    for (let i = 0; i < stride; i++) sums[i] += source[row + i];
  }
  for (let y = 0; y < height; y++) {
    const row = y * stride;
    const enter = Math.min(height - 1, y + radius + 1) * stride;
    const leave = Math.max(0, y - radius) * stride;
    for (let i = 0; i < stride; i++) {
      target[row + i] = sums[i] * scale;
      sums[i] += source[enter + i] - source[leave + i];
    }
  }
}
