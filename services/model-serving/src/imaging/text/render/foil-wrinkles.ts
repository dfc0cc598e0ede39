import { periodicNoise, smoothstep } from '../../math/noise.ts';
import { sampleGrid } from '../geometry/field.ts';
import { PERIOD } from './patterns/bump.ts';
import type { Pattern } from './patterns.ts';
import type { ShadingContext } from './shading.ts';

/** How far the wrinkles reach from the seam, em. */
const REACH_EM = 0.055;
/** Wrinkles per em of seam, roughly; and crimps of the seam itself. */
const FREQUENCY = 9;
const CRIMPS = 46;
const STRENGTH = 0.5;
const CRIMP_STRENGTH = 0.16;

/**
 * Wrinkles of an inflated foil: folds that begin at the seam, run at right angles to it and die out towards the
 * middle, from noise at the nearest point of the edge, here strong, there absent; the seam itself is crimped.
 */
export function foilWrinkles({ field, seed }: ShadingContext): Pattern {
  const { width, height, distance, texelsPerEm } = field;
  const edge = (x: number, y: number): number => sampleGrid(distance, width, height, x, y);
  // Wrinkles on small letters are noise.
  const size = smoothstep(45, 170, texelsPerEm);
  return (hit) => {
    const { x, y, normal } = hit;
    const d = edge(x, y);
    const depthEm = -d / texelsPerEm;
    if (depthEm > 4 * REACH_EM) return;
    const gx = (edge(x + 2, y) - edge(x - 2, y)) / 4;
    const gy = (edge(x, y + 2) - edge(x, y - 2)) / 4;
    const slope = Math.sqrt(gx * gx + gy * gy);
    // Along the letters' middle lines there is no nearest edge; the wrinkles have died out there.
    if (slope < 0.35) return;
    const u = (x - (d * gx) / slope) / texelsPerEm;
    const v = (y - (d * gy) / slope) / texelsPerEm;
    const tx = -gy / slope;
    const ty = gx / slope;
    const isSeam = d > 0;
    const frequency = isSeam ? CRIMPS : FREQUENCY;
    const presence = isSeam
      ? 1
      : smoothstep(-0.25, 0.5, periodicNoise(u * 3, v * 3, PERIOD, PERIOD, seed + 8));
    const fade = isSeam
      ? CRIMP_STRENGTH
      : STRENGTH * Math.exp(-depthEm / REACH_EM) * smoothstep(0, 0.012, depthEm);
    const step = 0.12 / frequency;
    const fold =
      periodicNoise((u + tx * step) * frequency, (v + ty * step) * frequency, PERIOD, PERIOD, seed + 3) -
      periodicNoise((u - tx * step) * frequency, (v - ty * step) * frequency, PERIOD, PERIOD, seed + 3);
    const turn = (fold / 0.24) * fade * presence * size * smoothstep(0.35, 0.95, slope);
    normal[0] += tx * turn;
    normal[1] += ty * turn;
    const scale = 1 / Math.sqrt(normal[0] * normal[0] + normal[1] * normal[1] + normal[2] * normal[2]);
    for (let axis = 0; axis < 3; axis++) normal[axis] *= scale;
  };
}
