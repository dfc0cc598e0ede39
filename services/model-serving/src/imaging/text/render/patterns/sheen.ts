import type { Pattern } from '../patterns.ts';

/** Turns of the spectrum over the range of normals. */
const TURNS = 2.1;

/** Holographic foil: the mirror's colour runs through the spectrum with the angle between surface and eye. */
export function holographic(): Pattern {
  return ({ normal, ray }, look) => {
    const cosine = -(normal[0] * ray[0] + normal[1] * ray[1] + normal[2] * ray[2]);
    const phase = TURNS * (normal[1] * 0.55 + normal[0] * 0.45 + (1 - cosine) * 0.8) + 0.08;
    for (let c = 0; c < 3; c++) {
      look.tint[c] = 0.7 + 0.4 * Math.cos(2 * Math.PI * (phase + c / 3));
    }
  };
}
