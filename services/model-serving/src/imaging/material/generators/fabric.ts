import { hexToLinear } from '../../color/srgb.ts';
import { createCellHit, periodicCells } from '../../math/cells.ts';
import { fbm, periodicNoise, smoothstep } from '../../math/noise.ts';
import type { MaterialRecipe } from '../material.ts';

/** Satin in long soft folds that catch the light. */
export function silk(hex: string): MaterialRecipe {
  const base = hexToLinear(hex);
  return {
    sizeCm: 62,
    f0: 0.14,
    sheen: 0.5,
    fields: {
      count: 2,
      shade(u, v, out) {
        out[0] = folds(u, v);
        out[1] = fbm(u * 3, v * 3, 3, 2, 11);
      },
    },
    shade(u, v, out, [fold, cloud]) {
      const weave = periodicNoise(u * 300, v * 60, 300, 60, 4);
      // Hollows between folds see less of the sky.
      const depth = 0.5 + 0.5 * smoothstep(-0.5, 0.4, fold);
      for (let c = 0; c < 3; c++) out[c] = base[c] * depth * (1 + 0.02 * weave);
      out[3] = 4.6 * fold;
      out[4] = 0.24 + 0.04 * cloud;
    },
  };
}

/** Velvet: deep, with nap that lies this way and that, bright where its fibres are seen from the side. */
export function velvet(hex: string): MaterialRecipe {
  const base = hexToLinear(hex);
  return {
    sizeCm: 56,
    f0: 0.02,
    sheen: 1.1,
    fields: {
      count: 3,
      shade(u, v, out) {
        const bend = fbm(u * 2, v * 2, 2, 2, 3);
        out[0] = folds(u * 1, v);
        out[1] = fbm(u * 4 + bend, v * 4 + bend, 4, 3, 5);
        out[2] = smoothstep(-0.05, 0.05, fbm(u * 5 + 2 * bend, v * 3 + bend, 5, 2, 8, 0.5, 0.6));
      },
    },
    shade(u, v, out, [fold, cloud, nap]) {
      const pile =
        periodicNoise(u * 260, v * 260, 260, 260, 6) + 0.5 * periodicNoise(u * 120, v * 120, 120, 120, 7);
      const shade =
        (0.78 + 0.2 * nap + 0.28 * cloud) * (1 + 0.1 * pile) * (0.75 + 0.25 * smoothstep(-0.5, 0.4, fold));
      for (let c = 0; c < 3; c++) out[c] = base[c] * shade;
      out[3] = 2.2 * fold + 0.02 * pile + 0.12 * cloud;
      out[4] = 0.9;
    },
  };
}

const GRAINS = 146;

/** Full-grain leather: pebbled, creased here and there, waxed. */
export function leather(hex: string): MaterialRecipe {
  const base = hexToLinear(hex);
  const hit = createCellHit();
  return {
    sizeCm: 34,
    f0: 0.045,
    fields: {
      count: 3,
      shade(u, v, out) {
        out[0] = 0.9 * fbm(u * 30, v * 30, 30, 2, 3);
        out[1] = 0.9 * fbm(u * 30 + 7, v * 30, 30, 2, 4);
        out[2] = fbm(u * 4, v * 4, 4, 4, 9);
      },
    },
    shade(u, v, out, [bendX, bendY, cloud]) {
      periodicCells(wrap(u * GRAINS + bendX, GRAINS), wrap(v * GRAINS + bendY, GRAINS), GRAINS, 0.9, 21, hit);
      const dome = smoothstep(0, 0.3, hit.border);
      const fine = periodicNoise(u * 300, v * 300, 300, 300, 5);
      const shade = (0.62 + 0.38 * dome) * (1 + 0.22 * cloud + 0.08 * (hit.id - 0.5) + 0.03 * fine);
      for (let c = 0; c < 3; c++) out[c] = base[c] * shade;
      out[3] = 0.022 * dome + 0.05 * cloud + 0.002 * fine;
      out[4] = 0.46 - 0.08 * dome + 0.1 * cloud;
    },
  };
}

/** Long folds of soft cloth that run one way, meet and part, -0.5..0.5. */
function folds(u: number, v: number): number {
  const bend = fbm(u * 2, v * 2, 2, 3, 41, 0.45);
  const swell = fbm(u * 2 + 3.1, v * 3 + 1.7, 2, 2, 43, 0.5, 1.5);
  const wave = (phase: number) => {
    const t = phase - Math.floor(phase);
    const ridge = 0.5 - 0.5 * Math.cos(2 * Math.PI * t);
    return ridge ** 1.6;
  };
  const broad = wave(2 * u + 3 * v + 1.1 * bend);
  const narrow = wave(3 * u + 6 * v + 1.9 * bend + 0.6 * swell);
  return 0.5 * broad * (0.8 + 0.7 * swell) + 0.24 * narrow * smoothstep(-0.35, 0.35, swell) - 0.4;
}

function wrap(x: number, period: number): number {
  return x < 0 ? x + period : x >= period ? x - period : x;
}
