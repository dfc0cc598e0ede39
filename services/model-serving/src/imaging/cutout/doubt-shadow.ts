import { smoothstep } from '../math/noise.ts';
import { BACKGROUND, type EdgeBand, PRODUCT } from './edge-band.ts';

/** Pixels between the samples along each direction, and how many there are. */
const STRIDE = 3;
const SAMPLES = 8;
/** Directions: of the ground, below; and of the product, all around. */
const GROUND = [60, 90, 120];
const AROUND = [-160, -125, -90, -55, -20, 20, 55, 90, 125, 160];
/** Brightness as a share of the lit ground's: of a contact shadow, and of what is none. */
const DARK = 0.38;
const LIT = 0.55;
/** Distances from the ground's hue, and from the product's colours, 0..255. */
const SAME_HUE = 10;
const OTHER_HUE = 20;
const ALIKE = 15;
const UNLIKE = 35;

const GROUND_OFFSETS = offsets(GROUND);
const AROUND_OFFSETS = offsets(AROUND);

/**
 * How surely each of the band's pixels is the dark line under a product, where it touches the ground: the ground's
 * colour without light, and not found in the product nearby. 0..1 for each cell.
 */
export function doubtShadow(
  data: Uint8Array,
  kinds: Uint8Array,
  band: EdgeBand,
  prior: Float32Array,
): Float32Array {
  const doubt = new Float32Array(band.cells.length);
  const ground = new Float64Array(3);
  for (let k = 0; k < doubt.length; k++) {
    if (prior[k] < 0.1) continue;
    const at = band.cells[k] * 4;
    if (!seeGround(data, kinds, band, k, ground)) continue;
    let [along, squared] = [0, 1];
    for (let c = 0; c < 3; c++) {
      along += data[at + c] * ground[c];
      squared += ground[c] * ground[c];
    }
    const share = along / squared;
    if (share > LIT) continue;
    const off = Math.hypot(
      data[at] - share * ground[0],
      data[at + 1] - share * ground[1],
      data[at + 2] - share * ground[2],
    );
    if (off > OTHER_HUE) continue;
    const product = nearestProduct(data, kinds, band, k);
    doubt[k] =
      smoothstep(LIT, DARK, share) *
      smoothstep(OTHER_HUE, SAME_HUE, off) *
      smoothstep(ALIKE, UNLIKE, product);
  }
  return doubt;
}

/** The mean colour of sure background below; false where there is none, or product. */
function seeGround(
  data: Uint8Array,
  kinds: Uint8Array,
  { width, cells }: EdgeBand,
  k: number,
  ground: Float64Array,
): boolean {
  const x = cells[k] % width;
  const y = (cells[k] - x) / width;
  const height = kinds.length / width;
  ground.fill(0);
  let count = 0;
  for (let n = 0; n < GROUND_OFFSETS.length; n += 2) {
    const sx = x + GROUND_OFFSETS[n];
    const sy = y + GROUND_OFFSETS[n + 1];
    if (sx < 0 || sx >= width || sy >= height) continue;
    const j = sy * width + sx;
    if (kinds[j] === PRODUCT) return false;
    if (kinds[j] !== BACKGROUND) continue;
    for (let c = 0; c < 3; c++) ground[c] += data[j * 4 + c];
    count++;
  }
  for (let c = 0; c < 3; c++) ground[c] /= count;
  return count > 0;
}

/** Distance to the likest colour of sure product nearby; infinite where there is none. */
function nearestProduct(data: Uint8Array, kinds: Uint8Array, { width, cells }: EdgeBand, k: number): number {
  const x = cells[k] % width;
  const y = (cells[k] - x) / width;
  const at = cells[k] * 4;
  let least = Number.POSITIVE_INFINITY;
  for (let n = 0; n < AROUND_OFFSETS.length; n += 2) {
    const sx = x + AROUND_OFFSETS[n];
    const j = (y + AROUND_OFFSETS[n + 1]) * width + sx;
    if (sx < 0 || sx >= width || j < 0 || j >= kinds.length || kinds[j] !== PRODUCT) continue;
    const r = data[at] - data[j * 4];
    const g = data[at + 1] - data[j * 4 + 1];
    const b = data[at + 2] - data[j * 4 + 2];
    const squared = r * r + g * g + b * b;
    if (squared < least) least = squared;
  }
  return Math.sqrt(least);
}

/** Steps along directions in degrees, clockwise from the right: x and y in turn. */
function offsets(directionsDeg: number[]): Int32Array {
  const steps = directionsDeg.flatMap((degrees) =>
    Array.from({ length: SAMPLES }, (_, n) => {
      const length = STRIDE * (n + 1);
      const angle = (degrees * Math.PI) / 180;
      return [Math.round(Math.cos(angle) * length), Math.round(Math.sin(angle) * length)];
    }),
  );
  return Int32Array.from(steps.flat());
}
