import { hexToLinear } from '../../color/srgb.ts';
import { fbm, lerp, periodicNoise, smoothstep } from '../../math/noise.ts';
import type { MaterialRecipe } from '../material.ts';

export interface MarbleTone {
  base: string;
  cloud: string;
  vein: string;
  /** Colour where veins are richest. */
  accent: string;
  /** How much a vein stains the stone around it, 0..1. */
  halo: number;
}

export const MARBLE_TONES = {
  marble: { base: '#f2efec', cloud: '#d2cfcc', vein: '#6d6b70', accent: '#b49a74', halo: 0.36 },
  'black marble': { base: '#151516', cloud: '#232326', vein: '#a39e96', accent: '#a5824c', halo: 0.1 },
} satisfies Record<string, MarbleTone>;

interface Vein {
  /** Lattice direction, so that the vein repeats with the square. */
  du: number;
  dv: number;
  count: number;
  width: number;
  seed: number;
  strength: number;
}

const VEINS: Vein[] = [
  { du: 1, dv: 1, count: 2, width: 0.0035, seed: 31, strength: 1 },
  { du: 2, dv: 1, count: 2, width: 0.0016, seed: 41, strength: 0.7 },
  { du: 1, dv: -2, count: 1, width: 0.0013, seed: 51, strength: 0.55 },
  { du: 3, dv: 2, count: 1, width: 0.0011, seed: 61, strength: 0.5 },
];

/** A few long directed veins that come and go, over faint clouds; polished. */
export function marble(tone: MarbleTone): MaterialRecipe {
  const base = hexToLinear(tone.base);
  const cloud = hexToLinear(tone.cloud);
  const dark = hexToLinear(tone.vein);
  const accent = hexToLinear(tone.accent);
  return {
    sizeCm: 84,
    f0: 0.045,
    fields: {
      count: 3 + VEINS.length * 2,
      shade(u, v, out) {
        const warp = fbm(u * 2, v * 2, 2, 5, 1, 0.48);
        out[0] = warp;
        out[1] = fbm(u * 2 + 1.7, v * 2 + 2.3, 2, 4, 2, 0.48);
        out[2] = fbm(u * 2 + 9, v * 2 + 4, 2, 4, 8);
        VEINS.forEach((vein, i) => {
          out[3 + i * 2] = 0.19 * warp + 0.085 * fbm(u * 6 + vein.seed, v * 6, 6, 5, vein.seed, 0.55);
          out[4 + i * 2] = smoothstep(-0.28, 0.3, fbm(u * 3 + vein.seed * 1.7, v * 3, 3, 3, vein.seed + 3));
        });
      },
    },
    shade(u, v, out, fields) {
      const [warp, rich, mist] = fields;
      let line = 0;
      let halo = 0;
      for (let i = 0; i < VEINS.length; i++) {
        const vein = VEINS[i];
        const phase = (u * vein.du + v * vein.dv + fields[3 + i * 2]) * vein.count;
        const distance = Math.abs(phase - Math.floor(phase) - 0.5) / vein.count;
        const presence = fields[4 + i * 2];
        const strength = presence * vein.strength;
        line = Math.max(line, Math.exp((-distance / vein.width) * (1.6 - presence)) * strength);
        halo = Math.max(halo, Math.exp(-distance / (vein.width * 7)) * strength * 0.8);
      }
      const clouds = 0.55 * smoothstep(-0.3, 0.55, warp * 0.8 + 0.5 * mist);
      const amount = Math.min(0.92, line * 0.72 + halo * tone.halo);
      const gold = 0.45 * line * smoothstep(0.05, 0.35, rich);
      const grain = 1 + 0.02 * periodicNoise(u * 384, v * 384, 384, 384, 12);
      for (let c = 0; c < 3; c++) {
        out[c] = lerp(lerp(lerp(base[c], cloud[c], clouds), dark[c], amount), accent[c], gold) * grain;
      }
      out[3] = 0;
      out[4] = 0.12 + 0.05 * amount + 0.03 * rich;
    },
  };
}
