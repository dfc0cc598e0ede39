import { bandDistance, type EdgeBand } from './edge-band.ts';

/** Width of the ramp across the outline before it is smoothed, pixels. */
const RAMP = 4;

/**
 * Evens an outline out: what sticks out or in by a few pixels over a few pixels is not the product's shape but an
 * edge of the picture that happened to be stronger there. `chance`: 0..1 for each cell, then 0 and 1; each pass
 * averages over the nearest neighbours. Returns the same of the smoothed outline.
 */
export function smoothOutline(band: EdgeBand, chance: Float32Array, passes: number): Float32Array {
  const { neighbours } = band;
  const count = band.cells.length;
  const distance = bandDistance(band, chance, RAMP);
  let from = new Float32Array(count + 2);
  for (let k = 0; k < count; k++) {
    const value = 0.5 + distance[k] / RAMP;
    from[k] = value < 0 ? 0 : value > 1 ? 1 : value;
  }
  from[count + 1] = 1;
  let to = from.slice();
  for (let pass = 0; pass < passes; pass++) {
    for (let k = 0; k < count; k++) {
      const n = k * 4;
      let sum = 2 * from[k];
      for (let side = n; side < n + 4; side++) sum += from[neighbours[side] < 0 ? k : neighbours[side]];
      to[k] = sum / 6;
    }
    [from, to] = [to, from];
  }
  return from;
}
