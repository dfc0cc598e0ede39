import { periodicNoise, smoothstep } from '../../math/noise.ts';
import { sampleGrid } from '../geometry/field.ts';
import type { Solid } from '../geometry/solid.ts';
import type { Pattern } from './patterns.ts';

const PERIOD = 4096;
/** How far the wrinkles reach from the seam, em. */
const REACH_EM = 0.07;
/** Wrinkles per em of seam, roughly. */
const FREQUENCY = 3;
const STRENGTH = 0.26;

/**
 * Wrinkles of an inflated foil: folds that begin at the seam, run at right angles to it and die out towards
 * the middle, from ridged noise at the nearest point of the edge; and a slow wobble of the whole skin.
 */
export function foilWrinkles(solid: Solid, seed: number): Pattern {
  const { width, height, distance, texelsPerEm } = solid.field;
  const edge = (x: number, y: number): number => sampleGrid(distance, width, height, x, y);
  // Wrinkles on small letters are noise.
  const size = 0.3 + 0.7 * smoothstep(80, 200, texelsPerEm);
  return (hit) => {
    const { x, y, normal } = hit;
    const d = edge(x, y);
    const gx = (edge(x + 2, y) - edge(x - 2, y)) / 4;
    const gy = (edge(x, y + 2) - edge(x, y - 2)) / 4;
    const slope = Math.hypot(gx, gy);
    // Along the letters' middle lines there is no nearest edge; the wrinkles have died out there.
    if (slope < 0.35) return;
    const depthEm = -d / texelsPerEm;
    const strength =
      size * STRENGTH * Math.exp(-Math.max(0, depthEm) / REACH_EM) * smoothstep(0.35, 0.95, slope);
    const u = ((x - (d * gx) / slope) / texelsPerEm) * FREQUENCY;
    const v = ((y - (d * gy) / slope) / texelsPerEm) * FREQUENCY;
    const tx = -gy / slope;
    const ty = gx / slope;
    const step = 0.1;
    const fold = ridge(u + tx * step, v + ty * step, seed) - ridge(u - tx * step, v - ty * step, seed);
    const turn = (fold / (2 * step)) * strength * 0.42;
    const wobbleX = periodicNoise((x / texelsPerEm) * 1.8, (y / texelsPerEm) * 1.8, PERIOD, PERIOD, seed + 9);
    const wobbleY = periodicNoise(
      (x / texelsPerEm) * 1.8 + 40,
      (y / texelsPerEm) * 1.8,
      PERIOD,
      PERIOD,
      seed + 9,
    );
    normal[0] += tx * turn + wobbleX * 0.035;
    normal[1] += ty * turn + wobbleY * 0.035;
    const scale = 1 / Math.hypot(normal[0], normal[1], normal[2]);
    for (let axis = 0; axis < 3; axis++) normal[axis] *= scale;
  };
}

function ridge(u: number, v: number, seed: number): number {
  const fold = Math.max(0, 1 - Math.abs(periodicNoise(u, v, PERIOD, PERIOD, seed + 3)) * 2.2);
  return 0.6 * fold * fold + 0.4 * periodicNoise(u * 2.1, v * 2.1, PERIOD, PERIOD, seed + 5);
}
