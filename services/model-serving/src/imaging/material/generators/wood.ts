import { hexToLinear } from '../../color/srgb.ts';
import { clamp01, fbm, hash2, lerp, periodicNoise, smoothstep } from '../../math/noise.ts';
import type { MaterialRecipe } from '../material.ts';

export interface WoodTone {
  /** "#rrggbb" of dark, middle and light grain. */
  dark: string;
  middle: string;
  light: string;
  /** 0 furniture, 1 weathered: deeper pores, wider gaps, knots, more difference between boards. */
  rustic: number;
}

export const WOOD_TONES = {
  walnut: { dark: '#22150e', middle: '#533626', light: '#7c573f', rustic: 0.25 },
  oak: { dark: '#8a6238', middle: '#bf9560', light: '#d8b581', rustic: 0.15 },
  pine: { dark: '#46301d', middle: '#7e5c3c', light: '#a48059', rustic: 1 },
  'dark wood': { dark: '#120b07', middle: '#33200f', light: '#4d321e', rustic: 0.4 },
  'white wood': { dark: '#a29688', middle: '#d3cabd', light: '#e8e2d8', rustic: 0.7 },
} satisfies Record<string, WoodTone>;

const BOARDS = 4;
const SIZE_CM = 56;
const BOARD_CM = SIZE_CM / BOARDS;
/** Period of noises whose second coordinate need not repeat: each board looks up a place of its own. */
const FREE = 4096;

/**
 * Boards side by side. Each is a cut near the heart of its own tree: distance from a wandering heart line, squared
 * with the depth of the cut, gives the cathedral figure; ring strength, tone and pores are random for each board.
 */
export function wood(tone: WoodTone, seed: number): MaterialRecipe {
  const dark = hexToLinear(tone.dark);
  const middle = hexToLinear(tone.middle);
  const light = hexToLinear(tone.light);
  const { rustic } = tone;
  return {
    sizeCm: SIZE_CM,
    f0: 0.04,
    fields: {
      count: 4,
      shade(u, v, out) {
        const board = Math.min(BOARDS - 1, Math.floor(v * BOARDS));
        const across = (v * BOARDS - board - 0.5) * BOARD_CM;
        const h1 = hash2(board, 1, seed);
        const h2 = hash2(board, 2, seed);
        const h3 = hash2(board, 3, seed);
        out[0] = ringDistance(u, u * 64, across, h1, h2, h3);
        out[1] = fbm(u * 4 + h1 * 5, across * 0.2 + h2 * 31, 4, 3, 21, 0.55, 1024);
        out[2] = fbm(u * 3 + 0.7, v * 3, 3, 3, 33);
        out[3] = rustic > 0.5 ? knotAt(u, across, h1, h3) : 0;
      },
    },
    shade(u, v, out, fields) {
      const board = Math.min(BOARDS - 1, Math.floor(v * BOARDS));
      const across = (v * BOARDS - board - 0.5) * BOARD_CM;
      const along = u * 64;
      const h1 = hash2(board, 1, seed);
      const h2 = hash2(board, 2, seed);
      const h3 = hash2(board, 3, seed);
      const rings = fields[0] + 0.12 * periodicNoise(along, across * 4.5 + h1 * 40, 64, FREE, 6);
      const ring = rings - Math.floor(rings);
      const strength = hash2(Math.floor(rings), board, seed + 9);
      const late = smoothstep(0.3, 0.92, ring) * (1 - smoothstep(0.92, 1, ring)) * (0.3 + 0.7 * strength);
      const fibre =
        0.55 * periodicNoise(along * 0.5, across * 12 + h1 * 77, 32, FREE, 11) +
        0.45 * periodicNoise(along, across * 29 + h2 * 77, 64, FREE, 12) +
        0.3 * periodicNoise(along * 2, across * 57, 128, FREE, 13);
      const pore = smoothstep(
        0.4 - 0.08 * rustic,
        0.72,
        periodicNoise(along, across * 22 + h3 * 90, 64, FREE, 14) +
          0.3 * periodicNoise(along * 0.25, across * 3, 16, FREE, 15),
      );
      const blotch = fields[1];
      const knot = fields[3];

      const spread = 0.3 + 0.16 * rustic;
      const t = clamp01(0.53 - 0.27 * late + 0.14 * fibre + 0.32 * blotch + (h1 - 0.5) * spread - 0.5 * knot);
      const gapDistance =
        Math.min(across + BOARD_CM / 2, BOARD_CM / 2 - across) +
        0.025 * periodicNoise(along * 0.8, board * 5, 51, FREE, 31);
      const gap = 1 - smoothstep(0.04 + 0.04 * rustic, 0.11 + 0.1 * rustic, gapDistance);
      const edge = 1 - smoothstep(0.05, 0.55, gapDistance);
      const shade =
        (1 - (0.34 + 0.16 * rustic) * pore) * (1 - 0.94 * gap) * (1 - 0.24 * edge) * (1 - 0.35 * knot);
      const stain = 1 - (0.12 + 0.2 * rustic) * smoothstep(0.1, 0.5, fields[2]);
      const hue = (h2 - 0.5) * 0.1;
      for (let c = 0; c < 3; c++) {
        const base = t < 0.5 ? lerp(dark[c], middle[c], t * 2) : lerp(middle[c], light[c], t * 2 - 1);
        out[c] = base * shade * stain * (1 + (c === 0 ? hue : c === 2 ? -hue : 0));
      }
      out[3] =
        -0.2 * gap -
        0.05 * edge * edge +
        (0.005 + 0.006 * rustic) * fibre -
        (0.012 + 0.014 * rustic) * pore -
        0.006 * late +
        0.03 * blotch;
      out[4] = 0.4 + 0.12 * rustic + 0.16 * pore + 0.05 * late + 0.08 * fibre + 0.12 * blotch + 0.3 * gap;
    },
  };
}

/** How many year rings lie between this point and the heart of the board's tree. */
function ringDistance(u: number, along: number, across: number, h1: number, h2: number, h3: number): number {
  const wander =
    2.4 * periodicNoise(u * 2 + h1 * 31, h2 * 91, 2, FREE, 3) +
    0.5 * periodicNoise(u * 6 + h1 * 7, across * 0.12 + h2 * 50, 6, FREE, 4);
  const off = across - (h3 - 0.5) * 15 + wander;
  const depth = 1.2 + 2.8 * h2 + 1.7 * periodicNoise(u * 2 + h2 * 13, 3.3, 2, FREE, 8);
  const waviness = 0.34 * periodicNoise(along * 0.25, off * 1.2 + h1 * 40, 16, FREE, 5);
  return Math.sqrt(off * off + depth * depth * 2.2) * (1.7 + 1.1 * h1) + waviness;
}

/** A knot on some boards, 0..1. */
function knotAt(u: number, across: number, h1: number, h3: number): number {
  if (h1 < 0.45) return 0;
  const du = (u - 0.2 - 0.6 * h3) * SIZE_CM;
  const dv = across - (h1 - 0.7) * 14;
  return Math.exp(-(du * du * 0.5 + dv * dv * 1.4) / 0.5);
}
