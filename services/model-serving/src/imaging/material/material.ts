/**
 * Writes a material at (u, v), both 0..1 and periodic, to `out`: albedo R, G, B (linear 0..1), height (cm),
 * roughness (0..1). `fields` holds the recipe's fields at that point.
 */
export type MaterialFunction = (u: number, v: number, out: Float32Array, fields: Float32Array) => void;

/** How a material throws light back, beside what its texels say. */
export interface Reflectance {
  /** Side of the square that repeats, centimetres. */
  sizeCm: number;
  /** Reflectance at normal incidence. */
  f0: number;
  /** The texels' colour is what it mirrors; nothing is scattered. */
  metal?: true;
  /** Half the angle, as a slope, over which fine parallel grooves along x spread what is mirrored. */
  brushed?: number;
  /** Light that upright fibres throw back at grazing angles, share of the albedo's. */
  sheen?: number;
  /** Boards: each row of squares may be shifted along x by any length. */
  shiftRows?: true;
}

/** A material before it is baked. */
export interface MaterialRecipe extends Reflectance {
  shade: MaterialFunction;
  /**
   * What varies slowly (at most 60 periods a side), worked out on a quarter of the texels a side and interpolated:
   * writes `count` values to `out`. Noise is most of a bake's time.
   */
  fields: { count: number; shade(u: number, v: number, out: Float32Array): void };
}

/** One level of a baked material: texels of TEXEL_BYTES bytes. */
export interface MaterialLevel {
  side: number;
  /** sqrt(albedo R, G, B) × 255, roughness × 255, two slopes (see encodeSlope). */
  data: Uint8Array;
}

/** A material ready for look-ups; each level has half the side of the one before. */
export interface Material extends Reflectance {
  levels: MaterialLevel[];
}

export const TEXEL_BYTES = 6;

/** Height change per length, -2..2, as a byte that is finest near 0. */
export function encodeSlope(slope: number): number {
  const root = Math.sqrt(Math.min(1, Math.abs(slope) / 2));
  return Math.round(128 + (slope < 0 ? -root : root) * 127);
}

/** What of a recipe the baked material keeps. */
export function reflectanceOf({ sizeCm, f0, metal, brushed, sheen, shiftRows }: Reflectance): Reflectance {
  return { sizeCm, f0, metal, brushed, sheen, shiftRows };
}
