import { hexToLinear } from '../../color/srgb.ts';
import { clamp01, fbm, hash2, lerp, periodicNoise, smoothstep } from '../../math/noise.ts';
import type { MaterialRecipe } from '../material.ts';

/** Clear shallow water over a pale bed: ripples, and the net of light that they throw on the bed. */
export function water(hex: string): MaterialRecipe {
  const bed = hexToLinear(hex);
  const light = hexToLinear('#f4fffb');
  return {
    sizeCm: 58,
    f0: 0.022,
    fields: {
      count: 4,
      shade(u, v, out) {
        const bendX = fbm(u * 4, v * 4, 4, 3, 2);
        const bendY = fbm(u * 4 + 1.3, v * 4, 4, 3, 3);
        out[0] = 1.3 * bendX;
        out[1] = 1.3 * bendY;
        out[2] = fbm(u * 3 + 0.7 * bendX, v * 5 + 0.7 * bendY, 3, 4, 7, 0.45, 5 / 3);
        out[3] = fbm(u * 2, v * 2, 2, 2, 12);
      },
    },
    shade(u, v, out, [bendX, bendY, swell, deep]) {
      const a = 1 - Math.abs(periodicNoise(u * 11 + bendX, v * 11 + bendY, 11, 11, 4));
      const b = 1 - Math.abs(periodicNoise(u * 17 - bendY, v * 17 + bendX, 17, 17, 5));
      const net =
        smoothstep(0.8, 1, a) ** 2 * 0.36 +
        smoothstep(0.84, 1, b) ** 2 * 0.12 +
        0.55 * (a * b) ** 7 +
        0.25 * a ** 6;
      const tone = 0.78 + 0.5 * deep;
      for (let c = 0; c < 3; c++) out[c] = lerp(bed[c] * tone, light[c], clamp01(net * 0.55));
      out[3] = 0.3 * swell + 0.05 * periodicNoise(u * 14 + bendX, v * 22 + bendY, 14, 22, 9);
      out[4] = 0.03;
    },
  };
}

/** Fresh snow: soft mounds, grains that glitter. */
export function snow(): MaterialRecipe {
  const lit = hexToLinear('#fafbfd');
  const shade = hexToLinear('#e2e5e9');
  return {
    sizeCm: 64,
    f0: 0.03,
    fields: {
      count: 2,
      shade(u, v, out) {
        out[0] = fbm(u * 3, v * 3, 3, 3, 2, 0.4);
        out[1] = fbm(u * 14 + 2, v * 14, 14, 3, 6, 0.6);
      },
    },
    shade(u, v, out, [mound, lump]) {
      const coarse = periodicNoise(u * 120, v * 120, 120, 120, 4);
      const fine = periodicNoise(u * 330, v * 330, 330, 330, 5);
      const t = clamp01(0.6 + 0.6 * mound + 0.5 * lump + 0.22 * coarse);
      const spark = hash2(Math.floor(u * 420), Math.floor(v * 420), 9) > 0.985 ? 1 : 0;
      for (let c = 0; c < 3; c++) out[c] = lerp(shade[c], lit[c], t) * (1 + 0.03 * fine);
      out[3] = 2.6 * mound + 0.45 * lump + 0.022 * coarse + 0.016 * fine + 0.02 * spark;
      out[4] = spark > 0 ? 0.22 : 0.85;
    },
  };
}

/** A slab of ice: clear and cloudy parts, white cracks inside, frost on top. */
export function ice(): MaterialRecipe {
  const clear = hexToLinear('#a9cfe0');
  const cloudy = hexToLinear('#e6f2f8');
  return {
    sizeCm: 60,
    f0: 0.022,
    fields: {
      count: 5,
      shade(u, v, out) {
        const warp = fbm(u * 3, v * 3, 3, 4, 3);
        out[0] = warp;
        out[1] = fbm(u * 3 + 0.6 * warp + 2, v * 3 + 0.6 * warp, 3, 4, 5);
        out[2] = fbm(u * 4 + 1.2 * warp, v * 4, 4, 4, 7);
        out[3] = fbm(u * 6 + 4, v * 6 + 0.8 * warp, 6, 4, 9);
        out[4] = smoothstep(0.1, 0.5, fbm(u * 5 + 1, v * 5, 5, 4, 13));
      },
    },
    shade(u, v, out, [warp, cloud, crackA, crackB, frost]) {
      const crack =
        Math.exp(-Math.abs(crackA) * 55) * smoothstep(-0.3, 0.25, cloud) +
        0.7 * Math.exp(-Math.abs(crackB) * 80);
      const bubbles =
        smoothstep(0.62, 0.75, periodicNoise(u * 90, v * 90, 90, 90, 4)) * smoothstep(0, 0.4, cloud);
      const crystals = 0.5 + 0.5 * periodicNoise(u * 150 + 3 * warp, v * 40, 150, 40, 6);
      const white = clamp01(0.25 + 0.7 * cloud + 0.6 * crack + 0.4 * bubbles + 0.45 * frost * crystals);
      for (let c = 0; c < 3; c++) out[c] = lerp(clear[c], cloudy[c], white);
      out[3] = 0.1 * warp + 0.05 * cloud + 0.015 * frost * crystals - 0.03 * Math.exp(-Math.abs(crackA) * 90);
      out[4] = 0.08 + 0.3 * frost * crystals;
    },
  };
}
