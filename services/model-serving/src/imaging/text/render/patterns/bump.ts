import { periodicNoise } from '../../../math/noise.ts';
import type { Hit } from '../shading.ts';

/** Lattice cells before noise repeats: more than a copy is long. */
export const PERIOD = 4096;

/** Turns the normal by noise at (u, v), lattice cells. */
export function bump({ normal }: Hit, strength: number, u: number, v: number, seed: number): void {
  normal[0] += strength * periodicNoise(u, v, PERIOD, PERIOD, seed);
  normal[1] += strength * periodicNoise(u, v, PERIOD, PERIOD, seed + 1);
  const scale = 1 / Math.sqrt(normal[0] * normal[0] + normal[1] * normal[1] + normal[2] * normal[2]);
  for (let axis = 0; axis < 3; axis++) normal[axis] *= scale;
}
