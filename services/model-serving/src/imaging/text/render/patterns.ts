import { clamp01, fbm, periodicNoise, smoothstep } from '../../math/noise.ts';
import type { MaterialPattern } from '../material/text-material.ts';
import { foilWrinkles } from './foil-wrinkles.ts';
import type { Hit, ShadingContext } from './shading.ts';

/** What a pattern does to a point: `tint` multiplies its colour, `roughness` is added to the surface's. */
export interface PatternLook {
  tint: Float64Array;
  roughness: number;
}

/** May also turn the hit's normal. */
export type Pattern = (hit: Hit, look: PatternLook) => void;

/** Lattice cells before the noise repeats: more than a copy is long. */
const PERIOD = 4096;
/** Thickness of a sheet of card. */
const SHEET_EM = 0.03;

/** The pattern of a material. Coordinates are em, so it looks the same at every size. */
export function createPattern(kind: MaterialPattern, { solid }: ShadingContext, seed: number): Pattern {
  const scale = 1 / solid.field.texelsPerEm;
  switch (kind) {
    case 'foil':
      return foilWrinkles(solid, seed);
    case 'wood':
      return (hit, look) => wood(hit.x * scale, hit.y * scale, hit.z * scale, seed, look);
    case 'stone':
      return (hit, look) => stone(hit, scale, seed, look);
    case 'marble':
      return (hit, look) => marble(hit.x * scale, hit.y * scale + hit.z * scale * 0.6, seed, look);
    case 'paper':
      return (hit, look) => paper(hit, scale, seed, look);
    case 'none':
      return () => {};
  }
}

/** Long grain along the line, wandering rings across it, fine dark pores. */
function wood(x: number, y: number, z: number, seed: number, look: PatternLook): void {
  const across = y + z * 0.5 + 0.12 * periodicNoise(x * 0.7, y * 0.9, PERIOD, PERIOD, seed);
  const rings =
    0.5 + 0.5 * Math.sin(across * 34 + 5 * periodicNoise(x * 0.5, across * 2.2, PERIOD, PERIOD, seed + 1));
  const broad = fbm(x * 0.9, across * 5, PERIOD, 3, seed + 2);
  const pores = smoothstep(0.25, 0.6, periodicNoise(x * 5, across * 62, PERIOD, PERIOD, seed + 3));
  const tone = 0.86 + 0.2 * rings ** 1.5 + 0.42 * broad - 0.26 * pores;
  look.tint[0] = tone;
  look.tint[1] = tone ** 1.15;
  look.tint[2] = tone ** 1.35;
  look.roughness = 0.1 * pores;
}

/** Speckled grain with a rough face. */
function stone(hit: Hit, scale: number, seed: number, look: PatternLook): void {
  const x = hit.x * scale;
  const y = (hit.y + hit.z) * scale;
  const cloud = fbm(x * 3, y * 3, PERIOD, 3, seed);
  const grain = periodicNoise(x * 42, y * 42, PERIOD, PERIOD, seed + 5);
  const specks = smoothstep(0.35, 0.6, periodicNoise(x * 24, y * 24, PERIOD, PERIOD, seed + 6));
  look.tint.fill(1 + 0.35 * cloud + 0.24 * grain - 0.38 * specks);
  bump(hit, 0.24, x * 22, y * 22, seed + 7);
}

/** White with few long, dark, branching veins. */
function marble(x: number, y: number, seed: number, look: PatternLook): void {
  const warpX = x + 0.45 * fbm(x * 1.3, y * 1.3, PERIOD, 4, seed);
  const warpY = y + 0.45 * fbm(x * 1.3 + 40, y * 1.3, PERIOD, 4, seed);
  const line = Math.abs(
    periodicNoise(warpX * 1.1 + warpY * 0.8, warpY * 1.6 - warpX * 0.6, PERIOD, PERIOD, seed + 3),
  );
  const presence = smoothstep(-0.2, 0.35, periodicNoise(x * 0.8, y * 0.8, PERIOD, PERIOD, seed + 4));
  const vein = (1 - smoothstep(0, 0.09, line)) * presence;
  const cloud = 0.1 * fbm(x * 2, y * 2, PERIOD, 3, seed + 9);
  const tone = clamp01(1 - 0.62 * vein + cloud);
  look.tint[0] = tone;
  look.tint[1] = tone;
  look.tint[2] = tone ** 0.92;
}

/** A stack of sheets: faces of nearly even colour with fibres, sides striped by the sheets' edges. */
function paper(hit: Hit, scale: number, seed: number, look: PatternLook): void {
  const x = hit.x * scale;
  const y = hit.y * scale;
  const fibre =
    periodicNoise(x * 26, y * 60, PERIOD, PERIOD, seed) +
    periodicNoise(x * 58, y * 22, PERIOD, PERIOD, seed + 1);
  const side = smoothstep(0.8, 0.4, hit.normal[2]);
  const sheet = 0.5 + 0.5 * Math.sin((hit.z * scale * 2 * Math.PI) / SHEET_EM);
  look.tint.fill((1 + 0.035 * fibre) * (1 - side * (0.28 + 0.34 * sheet)));
  bump(hit, 0.1, x * 30, y * 30, seed + 2);
}

/** Turns the normal by noise. */
function bump(hit: Hit, strength: number, u: number, v: number, seed: number): void {
  const { normal } = hit;
  normal[0] += strength * periodicNoise(u, v, PERIOD, PERIOD, seed);
  normal[1] += strength * periodicNoise(u, v, PERIOD, PERIOD, seed + 1);
  const scale = 1 / Math.hypot(normal[0], normal[1], normal[2]);
  for (let axis = 0; axis < 3; axis++) normal[axis] *= scale;
}
