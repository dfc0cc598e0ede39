import { hexToLinear } from '../../color/srgb.ts';
import { fbm, hash2, periodicNoise, smoothstep } from '../../math/noise.ts';
import type { MaterialRecipe } from '../material.ts';

const THREADS = 288;

/** Plain-woven linen: slubby threads over and under, and soft folds. */
export function linen(hex: string): MaterialRecipe {
  const base = hexToLinear(hex);
  return {
    sizeCm: 36,
    f0: 0.03,
    fields: {
      count: 4,
      shade(u, v, out) {
        out[0] = 2 * fbm(u * 6, v * 6, 6, 3, 1);
        out[1] = 2 * fbm(u * 6 + 5, v * 6, 6, 3, 2);
        out[2] = 1 + 0.1 * fbm(u * 8, v * 8, 8, 2, 11);
        out[3] = 0.5 * fbm(u * 2, v * 2, 2, 3, 15);
      },
    },
    shade(u, v, out, [shiftX, shiftY, tone, fold]) {
      const warpX = u * THREADS + shiftX;
      const warpY = v * THREADS + shiftY;
      const column = Math.floor(warpX);
      const row = Math.floor(warpY);
      const fx = warpX - column - 0.5;
      const fy = warpY - row - 0.5;
      const threadX = hash2(((column % THREADS) + THREADS) % THREADS, 3, 0);
      const threadY = hash2(((row % THREADS) + THREADS) % THREADS, 5, 0);
      const slubX = periodicNoise(v * 18, column * 0.77, 18, 231, 6);
      const slubY = periodicNoise(u * 18, row * 0.77, 18, 231, 7);
      const widthX = 0.42 + 0.14 * slubX + (threadX - 0.5) * 0.16;
      const widthY = 0.42 + 0.14 * slubY + (threadY - 0.5) * 0.16;
      const over = ((column + row) & 1) === 1;
      const roundX = Math.sqrt(Math.max(0, 1 - (fx / widthX) ** 2));
      const roundY = Math.sqrt(Math.max(0, 1 - (fy / widthY) ** 2));
      const heightX = roundX * (over ? 0.5 : 0.5 + 0.5 * Math.cos(Math.PI * fy));
      const heightY = roundY * (over ? 0.5 + 0.5 * Math.cos(Math.PI * fx) : 0.5);
      const height = Math.max(heightX, heightY);
      const thread = heightX > heightY ? threadX : threadY;
      const slub = heightX > heightY ? slubX : slubY;
      const shade = (0.42 + 0.62 * height) * (1 + (thread - 0.5) * 0.2 + 0.16 * slub) * tone;
      for (let c = 0; c < 3; c++) out[c] = base[c] * shade * (c === 2 ? 1 - 0.04 * (thread - 0.5) : 1);
      out[3] = 0.022 * height + fold;
      out[4] = 0.82;
    },
  };
}

/** Coloured paper: all but flat, so that light and shadow make the picture. */
export function paper(hex: string): MaterialRecipe {
  const base = hexToLinear(hex);
  return {
    sizeCm: 40,
    f0: 0.03,
    fields: {
      count: 1,
      shade(u, v, out) {
        out[0] = 0.01 * fbm(u * 4, v * 4, 4, 2, 2);
      },
    },
    shade(u, v, out, [cloud]) {
      const fibre =
        periodicNoise(u * 240, v * 240, 240, 240, 1) + 0.5 * periodicNoise(u * 90, v * 90, 90, 90, 4);
      const shade = 1 + 0.014 * fibre + cloud;
      for (let c = 0; c < 3; c++) out[c] = base[c] * shade;
      out[3] = 0.0012 * fibre;
      out[4] = 0.75;
    },
  };
}

/** Unbleached wrapping paper: mottled, with fibres and faint ribs. */
export function kraft(hex: string): MaterialRecipe {
  const base = hexToLinear(hex);
  return {
    sizeCm: 40,
    f0: 0.03,
    fields: {
      count: 2,
      shade(u, v, out) {
        out[0] = fbm(u * 5, v * 5, 5, 4, 2);
        out[1] = fbm(u * 24, v * 24, 24, 3, 5);
      },
    },
    shade(u, v, out, [cloud, mottle]) {
      const rib = periodicNoise(u * 3, v * 170, 3, 170, 6);
      const fibre =
        smoothstep(0.42, 0.75, periodicNoise(u * 40, v * 260, 40, 260, 7)) +
        smoothstep(0.42, 0.75, periodicNoise(u * 230, v * 50, 230, 50, 8));
      const fleck = smoothstep(0.62, 0.8, periodicNoise(u * 150, v * 150, 150, 150, 9));
      const grain = periodicNoise(u * 300, v * 300, 300, 300, 3);
      const shade = 1 + 0.07 * cloud + 0.12 * mottle + 0.05 * rib - 0.12 * fibre - 0.3 * fleck + 0.04 * grain;
      for (let c = 0; c < 3; c++) out[c] = base[c] * shade;
      out[3] = 0.06 * cloud + 0.003 * rib + 0.002 * grain;
      out[4] = 0.72 + 0.06 * rib;
    },
  };
}

/** Polished acrylic: one colour that mirrors. */
export function acrylic(hex: string): MaterialRecipe {
  const base = hexToLinear(hex);
  return {
    sizeCm: 40,
    f0: 0.05,
    fields: {
      count: 1,
      shade(u, v, out) {
        out[0] = 0.0008 * fbm(u * 3, v * 3, 3, 2, 3);
      },
    },
    shade(_u, _v, out, [wave]) {
      for (let c = 0; c < 3; c++) out[c] = base[c];
      out[3] = wave;
      out[4] = 0.06;
    },
  };
}
