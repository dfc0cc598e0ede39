import { clamp01, fbm, periodicNoise, smoothstep } from '../../../math/noise.ts';
import type { Pattern } from '../patterns.ts';
import type { ShadingContext } from '../shading.ts';
import { bump, PERIOD } from './bump.ts';

/** Granite: crystals of quartz, feldspar and mica, on rough faces. */
export function stone({ field, seed }: ShadingContext): Pattern {
  const em = 1 / field.texelsPerEm;
  return (hit, look) => {
    const x = hit.x * em;
    const y = (hit.y + hit.z * 0.9) * em;
    const cloud = fbm(x * 2.4, y * 2.4, PERIOD, 3, seed);
    const grain = periodicNoise(x * 30, y * 30, PERIOD, PERIOD, seed + 5);
    const light = smoothstep(0.22, 0.5, periodicNoise(x * 19 + 7, y * 19, PERIOD, PERIOD, seed + 8));
    const mica = smoothstep(0.32, 0.52, periodicNoise(x * 25, y * 25, PERIOD, PERIOD, seed + 6));
    const tone = 1 + 0.3 * cloud + 0.2 * grain + 0.3 * light - 0.62 * mica;
    look.tint[0] = tone + 0.05 * light;
    look.tint[1] = tone;
    look.tint[2] = tone - 0.05 * light;
    look.roughness = -0.25 * mica;
    bump(hit, 0.16, x * 26, y * 26, seed + 7);
  };
}

/** Cast concrete: pale, cloudy, with small round pores. */
export function concrete({ field, seed }: ShadingContext): Pattern {
  const em = 1 / field.texelsPerEm;
  return (hit, look) => {
    const x = hit.x * em;
    const y = (hit.y + hit.z) * em;
    const cloud = fbm(x * 1.7, y * 1.7, PERIOD, 4, seed);
    const fine = periodicNoise(x * 55, y * 55, PERIOD, PERIOD, seed + 3);
    const pore = smoothstep(0.56, 0.7, periodicNoise(x * 11, y * 11, PERIOD, PERIOD, seed + 4));
    const tone = 1 + 0.26 * cloud + 0.07 * fine - 0.5 * pore;
    look.tint.fill(tone);
    bump(hit, 0.07 + 0.35 * pore, x * 34, y * 34, seed + 5);
  };
}

/**
 * Marble: few long veins that run one way, each a crease of slowly warped noise, only here and there, with
 * finer ones branching off between them; dark ones in white marble, white ones in black.
 */
export function marble({ field, seed, material }: ShadingContext): Pattern {
  const { surface } = material;
  const isBlack = surface.kind === 'dielectric' && surface.albedo[0] < 0.2;
  const em = 1 / field.texelsPerEm;
  const vein = (x: number, y: number, scale: number, width: number, salt: number): number => {
    const warp = 0.5 * fbm(x * scale * 0.8, y * scale * 0.8, PERIOD, 4, seed + salt);
    const along = (x * 0.82 + y * 0.57) * scale;
    const across = (y * 0.82 - x * 0.57) * scale + warp;
    const crease = Math.abs(periodicNoise(along * 0.35, across * 1.5, PERIOD, PERIOD, seed + salt + 1));
    const presence = smoothstep(
      -0.1,
      0.3,
      periodicNoise(along * 0.7, across * 0.5, PERIOD, PERIOD, seed + salt + 2),
    );
    return (1 - smoothstep(0, width, crease)) * presence;
  };
  return (hit, look) => {
    const x = hit.x * em;
    const y = (hit.y + hit.z * 0.8) * em;
    const broad = vein(x, y, 1.1, 0.11, 0);
    const fine = vein(x + 3, y, 2.9, 0.06, 11);
    const cloud = 0.13 * fbm(x * 1.6, y * 1.6, PERIOD, 3, seed + 9);
    if (isBlack) {
      look.tint.fill(1 + 14 * broad + 6 * fine + 2 * cloud);
      return;
    }
    const tone = clamp01(1 - 0.78 * broad - 0.45 * fine + cloud);
    look.tint[0] = tone;
    look.tint[1] = tone * (0.995 + 0.005 * tone);
    look.tint[2] = tone ** 0.93;
  };
}
