import { hexToLinear } from '../../color/srgb.ts';
import { clamp01, fbm, hash2, lerp, periodicNoise, smoothstep } from '../../math/noise.ts';
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

/**
 * A slab of slate, flat as it was cleft: thin layers that end in fine broken lines, faint streaks. `wet` 0..1 darkens
 * it and lets water stand on that share of it, level and smooth.
 */
export function slate(wet: number): MaterialRecipe {
  const dark = hexToLinear('#2d3034');
  const light = hexToLinear('#53585d');
  const rust = hexToLinear('#574c42');
  return {
    sizeCm: 72,
    f0: wet > 0 ? 0.05 : 0.04,
    fields: {
      count: 4,
      shade(u, v, out) {
        const bend = fbm(u * 3, v * 3, 3, 3, 1);
        out[0] = fbm(u * 4 + 0.5 * bend, v * 7 + 0.5 * bend, 4, 4, 2, 0.55, 7 / 4);
        out[1] = 5 * fbm(u * 3 + 0.3 * bend, v * 5, 3, 4, 3, 0.5, 5 / 3);
        out[2] = 0.3 * smoothstep(0.15, 0.5, fbm(u * 4 + 7, v * 4, 4, 3, 6));
        out[3] =
          wet > 0 ? (wet - 0.5) * 0.4 + 0.72 * fbm(u * 3 + 3, v * 5 + 0.4 * bend, 3, 4, 8, 0.5, 5 / 3) : 0;
      },
    },
    shade(u, v, out, [cloud, layers, rusty, pool]) {
      const streak = periodicNoise(u * 26, v * 150, 26, 150, 30);
      const grain = periodicNoise(u * 230, v * 230, 230, 230, 4);
      const ragged = layers + 0.07 * periodicNoise(u * 60, v * 60, 60, 60, 31);
      const floor = Math.floor(ragged);
      const edge = smoothstep(0.9, 1, ragged - floor);
      const height = 0.045 * (floor + edge) + 0.03 * cloud + 0.006 * streak + 0.0035 * grain;
      const water = smoothstep(-0.03, 0.03, pool + 0.12 * streak * 0.3 + 0.02 * grain - 0.05 * edge);
      const puddle = wet > 0 ? water : 0;
      const damp = wet > 0 ? 0.6 + 0.4 * smoothstep(-0.5, 0, pool) : 0;
      const tone = clamp01(
        0.42 + 0.5 * cloud + 0.1 * streak + 0.12 * grain + 0.09 * (hash2(floor, 3, 5) - 0.5) - 0.12 * edge,
      );
      for (let c = 0; c < 3; c++)
        out[c] =
          lerp(lerp(dark[c], light[c], tone), rust[c] * 0.6, rusty) * (1 - 0.42 * damp) * (1 - 0.3 * puddle);
      out[3] = height * (1 - puddle);
      out[4] = lerp(lerp(0.5, 0.26, damp) + 0.07 * grain - 0.05 * cloud, 0.035, puddle);
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
