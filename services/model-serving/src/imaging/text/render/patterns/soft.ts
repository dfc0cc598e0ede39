import { clamp01, fbm, lerp, periodicNoise, smoothstep } from '../../../math/noise.ts';
import type { Pattern } from '../patterns.ts';
import type { ShadingContext } from '../shading.ts';
import { bump, PERIOD } from './bump.ts';

/** Card: faces of nearly even colour with fibres; sheets further back are deeper in colour, cut edges paler. */
export function paper({ field, shape, solid, seed }: ShadingContext): Pattern {
  const em = 1 / field.texelsPerEm;
  const pitch = shape.kind === 'layers' ? shape.thickness + shape.gap : 1;
  return (hit, look) => {
    const x = hit.x * em;
    const y = hit.y * em;
    const fibre =
      periodicNoise(x * 26, y * 60, PERIOD, PERIOD, seed) +
      periodicNoise(x * 58, y * 22, PERIOD, PERIOD, seed + 1);
    const sheet = Math.max(0, Math.floor((solid.frontZ - 0.5 - hit.z + 0.3) / pitch));
    const cut = smoothstep(0.75, 0.4, hit.normal[2]);
    const deep = 0.66 ** sheet * lerp(1, 1.12, cut);
    look.tint[0] = deep * (1 + 0.03 * fibre);
    look.tint[1] = deep ** 1.25 * (1 + 0.03 * fibre);
    look.tint[2] = deep ** 1.5 * (1 + 0.03 * fibre);
    bump(hit, 0.08, x * 30, y * 30, seed + 2);
  };
}

/** Wool felt: short fibres in all directions. */
export function felt({ field, seed }: ShadingContext): Pattern {
  const em = 1 / field.texelsPerEm;
  return (hit, look) => {
    const x = hit.x * em;
    const y = (hit.y + hit.z) * em;
    const strands =
      Math.abs(periodicNoise(x * 34 + y * 20, y * 9 - x * 6, PERIOD, PERIOD, seed)) +
      Math.abs(periodicNoise(y * 34 - x * 22, x * 9 + y * 5, PERIOD, PERIOD, seed + 1));
    const cloud = fbm(x * 5, y * 5, PERIOD, 2, seed + 2);
    look.tint.fill(0.82 + 0.42 * strands + 0.22 * cloud);
    bump(hit, 0.34, x * 40, y * 40, seed + 3);
    bump(hit, 0.18, x * 12, y * 12, seed + 5);
  };
}

/** Moss and short grass: tufts whose tips catch the light, dark between them. */
export function moss({ field, seed }: ShadingContext): Pattern {
  const em = 1 / field.texelsPerEm;
  return (hit, look) => {
    const x = hit.x * em;
    const y = (hit.y + hit.z * 0.7) * em;
    const tuft = fbm(x * 9, y * 9, PERIOD, 3, seed);
    const blades = periodicNoise(x * 62 + 6 * tuft, y * 20, PERIOD, PERIOD, seed + 1);
    const tips = periodicNoise(x * 48, y * 48, PERIOD, PERIOD, seed + 2);
    const lift = clamp01(0.5 + 0.55 * tuft + 0.3 * blades + 0.28 * tips);
    const dry = smoothstep(0.1, 0.6, fbm(x * 2, y * 2, PERIOD, 2, seed + 3));
    const tone = 0.25 + 1.35 * lift;
    look.tint[0] = tone * (0.85 + 0.7 * dry + 0.35 * lift);
    look.tint[1] = tone;
    look.tint[2] = tone * (0.9 - 0.25 * dry);
    bump(hit, 0.55, x * 44, y * 44, seed + 4);
    bump(hit, 0.4, x * 16, y * 16, seed + 6);
  };
}

/** Biscuit: golden where it is high, browner towards the rims, with crumbs and small holes. */
export function baked({ field, seed }: ShadingContext): Pattern {
  const em = 1 / field.texelsPerEm;
  return (hit, look) => {
    const x = hit.x * em;
    const y = (hit.y + hit.z) * em;
    const side = smoothstep(0.95, 0.45, hit.normal[2]);
    const cloud = fbm(x * 4, y * 4, PERIOD, 3, seed);
    const crumb = periodicNoise(x * 40, y * 40, PERIOD, PERIOD, seed + 1);
    const hole = smoothstep(0.5, 0.64, periodicNoise(x * 17, y * 17, PERIOD, PERIOD, seed + 2));
    const tone = 1.06 + 0.3 * cloud + 0.12 * crumb - 0.4 * hole - 0.36 * side;
    look.tint[0] = tone;
    look.tint[1] = Math.max(0, tone) ** 1.3;
    look.tint[2] = Math.max(0, tone) ** 1.7;
    bump(hit, 0.22, x * 36, y * 36, seed + 3);
  };
}
