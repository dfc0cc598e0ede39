import { smoothstep } from '../math/noise.ts';
import { BACKGROUND, type EdgeBand } from './edge-band.ts';

const DIRECTIONS = 8;
/** Pixels between the samples along each direction, and how many there are. */
const STRIDE = 3;
const SAMPLES = 8;
/** Light on the background, as a share of what it has nearby. */
const DARKEST = 0.3;
const BRIGHTEST = 1.15;
/** Colour distances, 0..255: that the background's texture explains, and that it does not. */
const ALIKE = 24;
const STRANGE = 42;
/** Samples without which nothing is said. */
const LEAST = 4;

/** All steps, x and y in turn. */
const OFFSETS = Int32Array.from({ length: DIRECTIONS * SAMPLES * 2 }, (_, n) => {
  const angle = ((Math.floor(n / (2 * SAMPLES)) + 0.6) * 2 * Math.PI) / DIRECTIONS;
  return Math.round((n % 2 === 0 ? Math.cos(angle) : Math.sin(angle)) * STRIDE * (1 + ((n >> 1) % SAMPLES)));
});

/**
 * How surely each of the band's pixels is product because its colour is nowhere in the background nearby, in the light
 * or in the shade: the rim of coloured glass beside a label, which a stronger edge cuts off. 0..1 for each cell.
 */
export function trustStrangers(
  data: Uint8Array,
  kinds: Uint8Array,
  { width, cells }: EdgeBand,
): Float32Array {
  const trust = new Float32Array(cells.length);
  const height = kinds.length / width;
  for (let k = 0; k < cells.length; k++) {
    const x = cells[k] % width;
    const y = (cells[k] - x) / width;
    const r = data[cells[k] * 4];
    const g = data[cells[k] * 4 + 1];
    const b = data[cells[k] * 4 + 2];
    let least = Number.POSITIVE_INFINITY;
    let count = 0;
    for (let n = 0; n < OFFSETS.length && least > ALIKE * ALIKE; n += 2) {
      const sx = x + OFFSETS[n];
      const sy = y + OFFSETS[n + 1];
      if (sx < 0 || sy < 0 || sx >= width || sy >= height) continue;
      const j = sy * width + sx;
      if (kinds[j] !== BACKGROUND) continue;
      count++;
      const red = data[j * 4];
      const green = data[j * 4 + 1];
      const blue = data[j * 4 + 2];
      const best = (r * red + g * green + b * blue) / (red * red + green * green + blue * blue + 1);
      const light = best < DARKEST ? DARKEST : best > BRIGHTEST ? BRIGHTEST : best;
      const squared = (r - light * red) ** 2 + (g - light * green) ** 2 + (b - light * blue) ** 2;
      if (squared < least) least = squared;
    }
    if (count >= LEAST) trust[k] = smoothstep(ALIKE, STRANGE, Math.sqrt(least));
  }
  return trust;
}
