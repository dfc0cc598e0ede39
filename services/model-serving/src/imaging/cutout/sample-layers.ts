import { BACKGROUND, type EdgeBand, PRODUCT, UNKNOWN } from './edge-band.ts';

/** Numbers a cell in the result of sampleLayers: product's R, G, B, background's R, G, B (0..255), contrast. */
export const LAYER_STRIDE = 7;

const DIRECTIONS = 10;
/** Colour distance, 0..255, at which mixing is told as well as not. */
const NOISE = 12;
/** Cost of a pixel's way and of a full step away from the prior, in colour distance. */
const PER_PIXEL = 0.35;
const PER_PRIOR = 6;

/**
 * For each unknown pixel of the band, the colours of product and of background that explain it best, from the
 * nearest sure pixels in all directions, at most `longest` pixels away; contrast is 0..1: how well the two can be
 * told apart. Zero for cells that are sure. `kinds` is the map of the picture, `prior` 0..1 breaks ties.
 * After Gastal and Oliveira, Shared Sampling for Real-Time Alpha Matting (2010).
 */
export function sampleLayers(
  data: Uint8Array,
  kinds: Uint8Array,
  band: EdgeBand,
  prior: Float32Array,
  longest: number,
): Float32Array {
  const layers = new Float32Array(band.cells.length * LAYER_STRIDE);
  const found = {
    front: new Int32Array(DIRECTIONS),
    back: new Int32Array(DIRECTIONS),
    frontWay: new Float32Array(DIRECTIONS),
    backWay: new Float32Array(DIRECTIONS),
    fronts: 0,
    backs: 0,
  };
  for (let k = 0; k < band.cells.length; k++) {
    const i = band.cells[k];
    if (kinds[i] !== UNKNOWN) continue;
    lookAround(i, kinds, band.width, longest, found);
    let lowest = Number.POSITIVE_INFINITY;
    let front = -1;
    let back = -1;
    for (let m = 0; m < found.fronts; m++) {
      for (let n = 0; n < found.backs; n++) {
        const cost =
          misfit(data, i * 4, found.front[m] * 4, found.back[n] * 4, prior[k]) +
          PER_PIXEL * (found.frontWay[m] + found.backWay[n]);
        if (cost >= lowest) continue;
        lowest = cost;
        front = found.front[m] * 4;
        back = found.back[n] * 4;
      }
    }
    if (front < 0) continue;
    let squared = 0;
    for (let c = 0; c < 3; c++) {
      layers[k * LAYER_STRIDE + c] = data[front + c];
      layers[k * LAYER_STRIDE + 3 + c] = data[back + c];
      squared += (data[front + c] - data[back + c]) ** 2;
    }
    layers[k * LAYER_STRIDE + 6] = squared / (squared + NOISE * NOISE);
  }
  return layers;
}

/** How far the pixel is from every mixture of the two, and its share from the prior. */
function misfit(data: Uint8Array, i: number, front: number, back: number, prior: number): number {
  const dr = data[front] - data[back];
  const dg = data[front + 1] - data[back + 1];
  const db = data[front + 2] - data[back + 2];
  const pr = data[i] - data[back];
  const pg = data[i + 1] - data[back + 1];
  const pb = data[i + 2] - data[back + 2];
  const share = (pr * dr + pg * dg + pb * db) / (dr * dr + dg * dg + db * db + 1);
  const alpha = share < 0 ? 0 : share > 1 ? 1 : share;
  const r = pr - alpha * dr;
  const g = pg - alpha * dg;
  const b = pb - alpha * db;
  const away = alpha - prior;
  return Math.sqrt(r * r + g * g + b * b) + PER_PRIOR * (away < 0 ? -away : away);
}

/** The first sure pixel in each direction. */
function lookAround(
  i: number,
  kinds: Uint8Array,
  width: number,
  longest: number,
  found: {
    front: Int32Array;
    back: Int32Array;
    frontWay: Float32Array;
    backWay: Float32Array;
    fronts: number;
    backs: number;
  },
): void {
  const x = i % width;
  const y = (i - x) / width;
  const height = kinds.length / width;
  // Turned from pixel to pixel, so that neighbours see different samples.
  const turn = ((x * 3 + y * 5) % 4) / 4;
  found.fronts = 0;
  found.backs = 0;
  for (let k = 0; k < DIRECTIONS; k++) {
    const angle = ((k + turn) * 2 * Math.PI) / DIRECTIONS;
    const dx = Math.cos(angle);
    const dy = Math.sin(angle);
    for (let step = 1; step <= longest; step++) {
      const sx = Math.round(x + dx * step);
      const sy = Math.round(y + dy * step);
      if (sx < 0 || sy < 0 || sx >= width || sy >= height) break;
      const kind = kinds[sy * width + sx];
      if (kind === UNKNOWN) continue;
      if (kind === PRODUCT) {
        found.frontWay[found.fronts] = step;
        found.front[found.fronts++] = sy * width + sx;
      } else if (kind === BACKGROUND) {
        found.backWay[found.backs] = step;
        found.back[found.backs++] = sy * width + sx;
      }
      break;
    }
  }
}
