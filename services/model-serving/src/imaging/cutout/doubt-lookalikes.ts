import { smoothstep } from '../math/noise.ts';
import { BACKGROUND, type EdgeBand, PRODUCT } from './edge-band.ts';

const DIRECTIONS = 8;
/** Pixels between the samples along each direction, and how many there are. */
const STRIDE = 2;
const SAMPLES = 9;
/** All of these, x and y in turn. */
const OFFSETS = Int32Array.from({ length: DIRECTIONS * SAMPLES * 2 }, (_, n) => {
  const angle = ((Math.floor(n / (2 * SAMPLES)) + 0.3) * 2 * Math.PI) / DIRECTIONS;
  return Math.round((n % 2 === 0 ? Math.cos(angle) : Math.sin(angle)) * STRIDE * (1 + ((n >> 1) % SAMPLES)));
});
/** Colour distances, 0..255: that noise explains, and that it does not. */
const ALIKE = 6;
const UNLIKE = 25;

/**
 * How surely each of the band's pixels is background that the mask took for product, 0..1: its colour is found in
 * the background nearby and not in the product nearby, such as the table seen between a cup and its saucer. The
 * other way round nothing is said: a shadow on the table has colours of the product, too.
 */
export function doubtLookalikes(
  data: Uint8Array,
  kinds: Uint8Array,
  { width, cells }: EdgeBand,
  prior: Float32Array,
): Float32Array {
  const doubt = new Float32Array(cells.length);
  const height = kinds.length / width;
  const nearest = new Float64Array(2);
  for (let k = 0; k < cells.length; k++) {
    if (prior[k] < 0.2) continue;
    const x = cells[k] % width;
    const y = (cells[k] - x) / width;
    const at = cells[k] * 4;
    nearest.fill(Number.POSITIVE_INFINITY);
    for (let n = 0; n < OFFSETS.length; n += 2) {
      const sx = x + OFFSETS[n];
      const sy = y + OFFSETS[n + 1];
      if (sx < 0 || sy < 0 || sx >= width || sy >= height) continue;
      const j = sy * width + sx;
      const kind = kinds[j];
      if (kind !== PRODUCT && kind !== BACKGROUND) continue;
      const r = data[at] - data[j * 4];
      const g = data[at + 1] - data[j * 4 + 1];
      const b = data[at + 2] - data[j * 4 + 2];
      const squared = r * r + g * g + b * b;
      if (squared < nearest[kind]) nearest[kind] = squared;
    }
    const back = Math.sqrt(nearest[BACKGROUND]);
    const front = Math.sqrt(nearest[PRODUCT]);
    if (!Number.isFinite(back) || !Number.isFinite(front)) continue;
    doubt[k] = smoothstep(UNLIKE, 2 * UNLIKE, front) * smoothstep(2 * ALIKE, ALIKE, back);
  }
  return doubt;
}
