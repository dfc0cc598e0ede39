import { hexToLinear } from '../../color/srgb.ts';
import { clamp01, fbm, lerp, periodicNoise, smoothstep } from '../../math/noise.ts';
import type { MaterialRecipe } from '../material.ts';

/** Cast concrete: clouds, fine grain, pits where air was. */
export function concrete(hex: string): MaterialRecipe {
  const base = hexToLinear(hex);
  return {
    sizeCm: 80,
    f0: 0.04,
    fields: {
      count: 3,
      shade(u, v, out) {
        out[0] = fbm(u * 5, v * 5, 5, 5, 1, 0.56);
        out[1] = fbm(u * 13, v * 13, 13, 3, 2);
        out[2] = smoothstep(0.05, 0.5, fbm(u * 3 + 0.3, v * 3, 3, 4, 9));
      },
    },
    shade(u, v, out, [cloud, patch, stain]) {
      const grain = periodicNoise(u * 230, v * 230, 230, 230, 3);
      const bubbles =
        periodicNoise(u * 64, v * 64, 64, 64, 4) + 0.35 * periodicNoise(u * 128, v * 128, 128, 128, 5);
      const pit = smoothstep(0.64, 0.76, bubbles) * smoothstep(-0.1, 0.3, patch);
      const shade = (1 + 0.34 * cloud + 0.16 * patch + 0.1 * grain - 0.14 * stain) * (1 - 0.62 * pit);
      for (let c = 0; c < 3; c++) out[c] = base[c] * shade * (c === 2 ? 1 - 0.02 * cloud : 1);
      out[3] = 0.03 * cloud + 0.012 * patch + 0.009 * grain - 0.09 * pit;
      out[4] = 0.6 + 0.14 * patch - 0.1 * stain;
    },
  };
}

/** Trowelled plaster or fired clay: broad strokes, soft grain. */
export function plaster(hex: string): MaterialRecipe {
  const base = hexToLinear(hex);
  return {
    sizeCm: 80,
    f0: 0.035,
    fields: {
      count: 2,
      shade(u, v, out) {
        const bend = fbm(u * 3, v * 3, 3, 3, 5);
        out[0] = fbm(u * 8 + bend * 1.6, v * 20 + bend, 8, 3, 7, 0.5, 2.5);
        out[1] = fbm(u * 4, v * 4, 4, 4, 2);
      },
    },
    shade(u, v, out, [stroke, cloud]) {
      const grain = periodicNoise(u * 260, v * 260, 260, 260, 3);
      const shade = 1 + 0.1 * cloud + 0.09 * stroke + 0.035 * grain;
      for (let c = 0; c < 3; c++) out[c] = base[c] * shade;
      out[3] = 0.04 * stroke + 0.004 * grain;
      out[4] = 0.74 + 0.1 * cloud;
    },
  };
}

/** Split slate in terraces; `wet` 0..1 fills its hollows with water. */
export function slate(wet: number): MaterialRecipe {
  const dark = hexToLinear('#25282b');
  const light = hexToLinear('#565c62');
  const rust = hexToLinear('#5a4a3c');
  return {
    sizeCm: 64,
    f0: 0.04,
    fields: {
      count: 4,
      shade(u, v, out) {
        const warp = fbm(u * 5, v * 5, 5, 3, 1);
        const rough = fbm(u * 5 + 1.1 * warp, v * 5 + 0.6 * warp, 5, 4, 2, 0.58);
        out[0] = rough;
        out[1] = fbm(u * 3 + 0.4 * rough, v * 3, 3, 4, 3) * 6;
        out[2] = 0.35 * smoothstep(0.2, 0.5, fbm(u * 4 + 7, v * 4, 4, 3, 6));
        out[3] = -0.012 + 0.05 * fbm(u * 2 + 3, v * 2, 2, 3, 8) + (wet - 0.5) * 0.2 - (wet > 0 ? 0.035 : 0);
      },
    },
    shade(u, v, out, [broad, layers, rusty, pool]) {
      const rough =
        broad +
        0.06 * periodicNoise(u * 80, v * 80, 80, 80, 30) +
        0.035 * periodicNoise(u * 160, v * 160, 160, 160, 37);
      const floor = Math.floor(layers);
      const terrace = (floor + smoothstep(0.55, 1, layers - floor)) / 6;
      const grain = periodicNoise(u * 200, v * 200, 200, 200, 4);
      const height = 0.34 * terrace + 0.16 * rough + 0.008 * grain;
      const tone = clamp01(0.45 + 0.8 * rough + 0.25 * grain);
      const level = wet > 0 ? pool : -9;
      const water = smoothstep(-0.012, 0.006, level - height);
      const damp = wet > 0 ? 0.55 + 0.45 * smoothstep(-0.09, 0, level - height) : 0;
      for (let c = 0; c < 3; c++) {
        out[c] =
          lerp(lerp(dark[c], light[c], tone), rust[c] * 0.6, rusty) * (1 - 0.35 * water) * (1 - 0.4 * damp);
      }
      out[3] = Math.max(height, level);
      out[4] = lerp(lerp(0.5, 0.2, damp) + 0.06 * grain, 0.04, water);
    },
  };
}

/** Dry sand with wind ripples. */
export function sand(hex: string): MaterialRecipe {
  const base = hexToLinear(hex);
  return {
    sizeCm: 60,
    f0: 0.03,
    fields: {
      count: 3,
      shade(u, v, out) {
        out[0] = 1.5 * fbm(u * 2, v * 2, 2, 3, 4) + 0.25 * fbm(u * 6, v * 6, 6, 3, 9);
        out[1] = 0.35 + 0.65 * smoothstep(-0.3, 0.3, fbm(u * 3, v * 3, 3, 2, 11));
        out[2] = fbm(u * 3, v * 3, 3, 3, 2);
      },
    },
    shade(u, v, out, [bend, presence, dune]) {
      const phase = v * 11 + bend;
      const wave = phase - Math.floor(phase);
      const ripple = wave < 0.7 ? smoothstep(0, 0.7, wave) : 1 - smoothstep(0.7, 1, wave);
      const coarse = periodicNoise(u * 180, v * 180, 180, 180, 5);
      const fine = periodicNoise(u * 420, v * 420, 420, 420, 6);
      const speck = smoothstep(0.5, 0.8, periodicNoise(u * 300, v * 300, 300, 300, 8));
      const shade =
        1 + 0.08 * dune + 0.08 * coarse + 0.12 * fine - 0.3 * speck + 0.05 * (ripple - 0.5) * presence;
      for (let c = 0; c < 3; c++) out[c] = base[c] * shade;
      out[3] = 0.55 * ripple * presence + 0.014 * coarse + 0.012 * fine + 0.6 * dune;
      out[4] = 0.85;
    },
  };
}
