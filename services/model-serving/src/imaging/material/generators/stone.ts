import { hexToLinear } from '../../color/srgb.ts';
import { createCellHit, periodicCells } from '../../math/cells.ts';
import { fbm, lerp, periodicNoise, smoothstep } from '../../math/noise.ts';
import type { MaterialRecipe } from '../material.ts';

/** Cells a side of the large and the small chips. */
const LARGE = 30;
const SMALL = 74;
const CHIPS = ['#f4efe6', '#b9a890', '#8f8a84', '#c9895f', '#4d4a48', '#ded5c6', '#a7b0a6'].map(hexToLinear);

/** Terrazzo: angular marble chips of two sizes in ground cement, polished. */
export function terrazzo(hex: string): MaterialRecipe {
  const base = hexToLinear(hex);
  const hit = createCellHit();
  return {
    sizeCm: 52,
    f0: 0.045,
    fields: {
      count: 3,
      shade(u, v, out) {
        out[0] = 0.5 * fbm(u * 20, v * 20, 20, 2, 3);
        out[1] = 0.5 * fbm(u * 20 + 3, v * 20, 20, 2, 5);
        out[2] = fbm(u * 4, v * 4, 4, 3, 8);
      },
    },
    shade(u, v, out, [bendX, bendY, cloud]) {
      const grain = periodicNoise(u * 260, v * 260, 260, 260, 3);
      const cement = 1 + 0.05 * cloud + 0.035 * grain;
      for (let c = 0; c < 3; c++) out[c] = base[c] * cement;
      for (const [period, share, rim] of [
        [SMALL, 0.45, 0.13],
        [LARGE, 0.4, 0.12],
      ]) {
        periodicCells(
          wrap(u * period + bendX, period),
          wrap(v * period + bendY, period),
          period,
          0.95,
          period,
          hit,
        );
        if (hit.id > share) continue;
        const inside = smoothstep(rim, rim + 0.035 * (period / LARGE), hit.border);
        const chip = CHIPS[Math.floor((hit.id / share) * CHIPS.length)];
        const vein = 1 + 0.12 * cloud + 0.08 * periodicNoise(u * 90 + hit.id * 50, v * 90, 90, 90, 9);
        for (let c = 0; c < 3; c++) out[c] = lerp(out[c], chip[c] * vein, inside);
      }
      out[3] = 0;
      out[4] = 0.16 + 0.03 * grain;
    },
  };
}

/** Travertine: warm bands with rows of open pores, honed. */
export function travertine(hex: string): MaterialRecipe {
  const base = hexToLinear(hex);
  const deep = hexToLinear('#a68b6c');
  return {
    sizeCm: 70,
    f0: 0.04,
    fields: {
      count: 3,
      shade(u, v, out) {
        const bend = fbm(u * 2, v * 2, 2, 3, 5);
        out[0] = bend;
        out[1] = fbm(u * 2 + 3, v * 12 + bend * 3, 2, 4, 7, 0.6, 6);
        out[2] = smoothstep(0.02, 0.4, fbm(u * 4 + 1, v * 14 + bend * 3.5, 4, 3, 12, 0.5, 14 / 4));
      },
    },
    shade(u, v, out, [bend, band, porous]) {
      const fine = periodicNoise(u * 12, v * 96 + bend * 24, 12, 96, 3);
      const holes =
        periodicNoise(u * 60, v * 190 + bend * 47, 60, 190, 4) +
        0.4 * periodicNoise(u * 150, v * 230, 150, 230, 6);
      const pit = smoothstep(0.5, 0.68, holes) * porous;
      const tone = smoothstep(-0.5, 0.6, band + 0.14 * fine);
      const grain = 1 + 0.03 * periodicNoise(u * 300, v * 300, 300, 300, 8);
      for (let c = 0; c < 3; c++)
        out[c] = lerp(base[c], lerp(base[c], deep[c], 0.55), tone) * grain * (1 - 0.55 * pit);
      out[3] = -0.12 * pit + 0.004 * fine;
      out[4] = 0.42 + 0.3 * pit;
    },
  };
}

/** Pale honed stone such as limestone or a light granite: even, with soft clouds, fine specks and a few fossils. */
export function paleStone(hex: string): MaterialRecipe {
  const base = hexToLinear(hex);
  const deep = hexToLinear('#8d857a');
  return {
    sizeCm: 74,
    f0: 0.04,
    fields: {
      count: 3,
      shade(u, v, out) {
        const bend = fbm(u * 2, v * 2, 2, 3, 5);
        out[0] = fbm(u * 3 + 0.6 * bend, v * 4 + 0.6 * bend, 3, 5, 7, 0.55, 4 / 3);
        out[1] = fbm(u * 9, v * 9, 9, 3, 9);
        out[2] = fbm(u * 3 + 1.2 * bend + 2, v * 3 + bend, 3, 4, 12);
      },
    },
    shade(u, v, out, [cloud, patch, seam]) {
      const grain = periodicNoise(u * 250, v * 250, 250, 250, 3);
      const fine = periodicNoise(u * 110, v * 110, 110, 110, 4);
      const speck = smoothstep(0.52, 0.75, fine + 0.35 * grain + 0.2 * patch);
      const vein = Math.exp(-Math.abs(seam) * 70) * smoothstep(-0.1, 0.3, cloud);
      const tone = 1 + 0.26 * cloud + 0.08 * patch + 0.05 * grain;
      for (let c = 0; c < 3; c++)
        out[c] = lerp(base[c], deep[c], 0.32 * speck + 0.3 * vein + 0.12 * smoothstep(0, 0.5, patch)) * tone;
      out[3] = 0.02 * cloud + 0.006 * patch + 0.003 * grain - 0.008 * speck - 0.006 * vein;
      out[4] = 0.42 + 0.1 * patch + 0.08 * speck;
    },
  };
}

function wrap(x: number, period: number): number {
  return x < 0 ? x + period : x >= period ? x - period : x;
}
