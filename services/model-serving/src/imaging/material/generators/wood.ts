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
  /** How dark the long pores are, 0..1. */
  pores: number;
  /** Width of a board, centimetres. Default 11.5. */
  boardCm?: number;
  /** Year rings a length, relative to walnut's; a calmer figure where it is finer. Default 1. */
  fineness?: number;
}

export const WOOD_TONES = {
  walnut: { dark: '#1d110b', middle: '#54351f', light: '#80583a', rustic: 0.25, pores: 0.75 },
  oak: {
    ...{ dark: '#78614b', middle: '#a28a6f', light: '#bfaa8f' },
    ...{ rustic: 0.15, pores: 0.5, boardCm: 9.5, fineness: 1.6 },
  },
  pine: { dark: '#453120', middle: '#7d5e42', light: '#a18462', rustic: 1, pores: 0.5 },
  'dark wood': { dark: '#0e0805', middle: '#2f1c0e', light: '#4c301d', rustic: 0.4, pores: 0.6 },
  'white wood': { dark: '#94887a', middle: '#d0c7ba', light: '#e9e4da', rustic: 0.7, pores: 0.35 },
} satisfies Record<string, WoodTone>;

const BOARDS = 4;
/** Period of noises whose second coordinate need not repeat: each board looks up a place of its own. */
const FREE = 4096;

/**
 * Boards side by side with rounded edges. Each is a cut near the heart of its own tree: distance from a wandering
 * heart line, squared with the depth of the cut, gives the cathedral figure; ring strength, tone, hue and pores are
 * random for each board.
 */
export function wood(tone: WoodTone, seed: number): MaterialRecipe {
  const dark = hexToLinear(tone.dark);
  const middle = hexToLinear(tone.middle);
  const light = hexToLinear(tone.light);
  const { rustic, pores, boardCm = 11.5, fineness = 1 } = tone;
  /** A finer figure is a calmer one. */
  const calm = 1 / Math.sqrt(fineness);
  return {
    sizeCm: boardCm * BOARDS,
    f0: 0.04,
    shiftRows: true,
    fields: {
      count: 4,
      shade(u, v, out) {
        const board = Math.min(BOARDS - 1, Math.floor(v * BOARDS));
        const across = (v * BOARDS - board - 0.5) * boardCm;
        const h1 = hash2(board, 1, seed);
        const h2 = hash2(board, 2, seed);
        const h3 = hash2(board, 3, seed);
        out[0] = ringDistance(u, u * 64, across, h1, h2, h3) * fineness;
        out[1] = fbm(u * 4 + h1 * 5, across * 0.2 + h2 * 31, 4, 3, 21, 0.55, 1024);
        out[2] = fbm(u * 3 + 0.7, v * 3, 3, 3, 33);
        out[3] = rustic > 0.5 ? knotAt(u, across, h1, h3) : 0;
      },
    },
    shade(u, v, out, fields) {
      const board = Math.min(BOARDS - 1, Math.floor(v * BOARDS));
      const across = (v * BOARDS - board - 0.5) * boardCm;
      const along = u * 64;
      const h1 = hash2(board, 1, seed);
      const h2 = hash2(board, 2, seed);
      const h3 = hash2(board, 3, seed);
      const rings = fields[0] + 0.1 * periodicNoise(along, across * 4.5 + h1 * 40, 64, FREE, 6);
      const ring = rings - Math.floor(rings);
      const strength = hash2(Math.floor(rings), board, seed + 9);
      const late = smoothstep(0.2, 0.9, ring) * (1 - smoothstep(0.92, 1, ring)) * (0.25 + 0.75 * strength);
      const fibre =
        0.5 * periodicNoise(along * 0.5, across * 7 + h1 * 77, 32, FREE, 11) +
        0.5 * periodicNoise(along * 0.5, across * 15 + h2 * 77, 32, FREE, 12);
      // Vessels cut lengthwise: dashes along the grain, most of them where a ring begins.
      const early = 1 - smoothstep(0.05, 0.55, ring);
      const dash =
        periodicNoise(along * 0.5 + h3 * 9, across * 11 + h3 * 90, 32, FREE, 14) +
        0.25 * periodicNoise(along * 0.25, across * 2.5, 16, FREE, 15);
      const pore = smoothstep(0.42 - 0.16 * early, 0.68 - 0.08 * early, dash);
      const blotch = fields[1];
      const knot = fields[3];

      const spread = 0.34 + 0.18 * rustic;
      const t = clamp01(
        0.56 - 0.36 * calm * late + 0.16 * fibre + 0.4 * blotch + (h1 - 0.5) * spread * calm - 0.5 * knot,
      );
      const wander = 0.02 * periodicNoise(along * 0.5, board * 5, 32, FREE, 31);
      const gapDistance = Math.min(across + boardCm / 2, boardCm / 2 - across) + wander * (0.4 + rustic);
      const gap = 1 - smoothstep(0.03 + 0.03 * rustic, 0.075 + 0.06 * rustic, gapDistance);
      const bevel = 1 - clamp01(gapDistance / (0.3 + 0.25 * rustic));
      const dirt = smoothstep(0.35, 1, bevel);
      const shade =
        (1 - pores * (0.62 + 0.2 * rustic) * pore) * (1 - 0.95 * gap) * (1 - 0.3 * dirt) * (1 - 0.35 * knot);
      const stain = 1 - (0.1 + 0.2 * rustic) * smoothstep(0.1, 0.5, fields[2]);
      const hue = (h2 - 0.5) * 0.14 + 0.05 * blotch;
      for (let c = 0; c < 3; c++) {
        const base = t < 0.5 ? lerp(dark[c], middle[c], t * 2) : lerp(middle[c], light[c], t * 2 - 1);
        out[c] = base * shade * stain * (1 + (c === 0 ? hue : c === 2 ? -hue : 0));
      }
      out[3] =
        -0.012 * gap -
        0.1 * bevel * bevel * (1 - gap) +
        (0.005 + 0.008 * rustic) * fibre -
        (0.012 + 0.018 * rustic) * pore -
        0.006 * late +
        0.03 * blotch;
      out[4] = 0.36 + 0.16 * rustic + 0.2 * pore + 0.06 * late + 0.06 * fibre + 0.1 * blotch + 0.6 * gap;
    },
  };
}

/** How many year rings lie between this point and the heart of the board's tree. */
function ringDistance(u: number, along: number, across: number, h1: number, h2: number, h3: number): number {
  const wander =
    2 * periodicNoise(u * 2 + h1 * 31, h2 * 91, 2, FREE, 3) +
    0.45 * periodicNoise(u * 5 + h1 * 7, across * 0.12 + h2 * 50, 5, FREE, 4);
  const off = across - (h3 - 0.5) * 15 + wander;
  const depth = 1.2 + 2.8 * h2 + 1.7 * periodicNoise(u * 2 + h2 * 13, 3.3, 2, FREE, 8);
  const waviness = 0.3 * periodicNoise(along * 0.25, off * 1.2 + h1 * 40, 16, FREE, 5);
  return Math.sqrt(off * off + depth * depth * 2.2) * (1.9 + 1.3 * h1) + waviness;
}

/** A knot on some boards, 0..1. */
function knotAt(u: number, across: number, h1: number, h3: number): number {
  if (h1 < 0.45) return 0;
  const du = (u - 0.2 - 0.6 * h3) * BOARDS * 11.5;
  const dv = across - (h1 - 0.7) * 14;
  return Math.exp(-(du * du * 0.5 + dv * dv * 1.4) / 0.5);
}
