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

/** How far a lens mixes colours, pixels; and how far from the line between them noise moves a mixture. */
const BLUR = 4;
const OFF_LINE = 10;
const AXES = [
  [BLUR, 0],
  [0, BLUR],
  [BLUR - 1, BLUR - 1],
  [BLUR - 1, 1 - BLUR],
];

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
    if (count < LEAST || least <= ALIKE * ALIKE) continue;
    if (!isMixture(data, width, height, x, y)) trust[k] = smoothstep(ALIKE, STRANGE, Math.sqrt(least));
  }
  return trust;
}

/** Whether the pixel's colour is one between those on two sides of it, as a lens out of focus mixes them. */
function isMixture(data: Uint8Array, width: number, height: number, x: number, y: number): boolean {
  if (x < BLUR || y < BLUR || x >= width - BLUR || y >= height - BLUR) return false;
  const at = (y * width + x) * 4;
  for (const [dx, dy] of AXES) {
    const a = at - (dy * width + dx) * 4;
    const b = at + (dy * width + dx) * 4;
    let [along, squared, own] = [0, 1, 0];
    for (let c = 0; c < 3; c++) {
      const step = data[b + c] - data[a + c];
      const off = data[at + c] - data[a + c];
      along += off * step;
      squared += step * step;
      own += off * off;
    }
    const place = along / squared;
    if (squared < ALIKE * ALIKE || place < 0.04 || place > 0.96) continue;
    if (own - place * along < OFF_LINE * OFF_LINE) return true;
  }
  return false;
}
