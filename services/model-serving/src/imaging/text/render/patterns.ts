import type { MaterialPattern } from '../material/text-material.ts';
import { foilWrinkles } from './foil-wrinkles.ts';
import { concrete, marble, stone } from './patterns/mineral.ts';
import { holographic } from './patterns/sheen.ts';
import { baked, felt, moss, paper } from './patterns/soft.ts';
import { wood } from './patterns/wood.ts';
import type { Hit, ShadingContext } from './shading.ts';

/** What a pattern does to a point: `tint` multiplies its colour, `roughness` is added to the surface's. */
export interface PatternLook {
  tint: Float64Array;
  roughness: number;
}

/** May also turn the hit's normal. */
export type Pattern = (hit: Hit, look: PatternLook) => void;

/** The pattern of a material. Coordinates are em, so it looks the same at every size. */
export function createPattern(kind: MaterialPattern, context: ShadingContext): Pattern {
  switch (kind) {
    case 'foil':
      return foilWrinkles(context);
    case 'wood':
      return wood(context);
    case 'stone':
      return stone(context);
    case 'concrete':
      return concrete(context);
    case 'marble':
      return marble(context);
    case 'paper':
      return paper(context);
    case 'felt':
      return felt(context);
    case 'moss':
      return moss(context);
    case 'baked':
      return baked(context);
    case 'holographic':
      return holographic();
    case 'none':
      return () => {};
  }
}
