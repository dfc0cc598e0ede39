import { fbm, hash2, periodicNoise, smoothstep } from '../../../math/noise.ts';
import type { Pattern } from '../patterns.ts';
import type { ShadingContext } from '../shading.ts';
import { bump, PERIOD } from './bump.ts';

/** The pith runs along the letters, below and behind them, em. */
const PITH_Y = 1.1;
const PITH_Z = -0.85;
const RINGS_PER_EM = 15;

/**
 * Wood as a solid: rings around a wandering, slightly inclined pith give long grain on faces and tops, and arcs on
 * the ends of strokes, which are darker, as cut fibres are. Rings differ in strength; pores are dashes along the
 * grain.
 */
export function wood({ field, seed }: ShadingContext): Pattern {
  const em = 1 / field.texelsPerEm;
  return (hit, look) => {
    const x = hit.x * em;
    const y = hit.y * em;
    const z = hit.z * em;
    const dy = y * 0.8 - PITH_Y + 0.07 * x + 0.16 * fbm(x * 0.55, y * 0.8, PERIOD, 2, seed);
    const dz = z - PITH_Z + 0.1 * periodicNoise(x * 0.5, z * 2 + 9, PERIOD, PERIOD, seed + 1);
    const radius =
      Math.sqrt(dy * dy + dz * dz) * RINGS_PER_EM +
      0.5 * periodicNoise(x * 1.6, y * 5, PERIOD, PERIOD, seed + 2);
    const ring = Math.floor(radius);
    const across = radius - ring;
    // Early wood grows light, late wood dark with a sharp end.
    const late = smoothstep(0.25, 0.93, across) * (1 - smoothstep(0.93, 1, across));
    const strength = 0.2 + 0.36 * hash2(ring, 3, seed) ** 1.5;
    const end = smoothstep(0.55, 0.9, Math.abs(hit.normal[0]));
    const fibre = periodicNoise(x * 5, radius * 7, PERIOD, PERIOD, seed + 3);
    const pores =
      (1 - end) * smoothstep(0.34, 0.62, periodicNoise(x * 7, y * 95 + z * 95, PERIOD, PERIOD, seed + 4));
    const board = 0.12 * fbm(x * 0.8, radius * 0.4, PERIOD, 2, seed + 5);
    const tone = (1.05 - strength * late + 0.07 * fibre + board - 0.22 * pores) * (1 - 0.34 * end);
    look.tint[0] = tone;
    look.tint[1] = Math.max(0, tone) ** 1.18;
    look.tint[2] = Math.max(0, tone) ** 1.45;
    look.roughness = 0.15 * pores + 0.1 * late + 0.25 * end;
    bump(hit, 0.05, x * 6, y * 70 + z * 70, seed + 6);
  };
}
