import { hexToLinear, linearToSrgb, luminance } from '../color/srgb.ts';
import type { SurfaceName } from '../scene/scene-wish.ts';
import { MARBLE_TONES, marble } from './generators/marble.ts';
import { concrete, moss, plaster, sand, slate } from './generators/mineral.ts';
import { acrylic, linen, paper } from './generators/sheet.ts';
import { WOOD_TONES, wood } from './generators/wood.ts';
import type { MaterialRecipe } from './material.ts';

/** The material of a surface; `color` ("#rrggbb") counts for the surfaces that take one. */
export function recipeForSurface(surface: SurfaceName, color: string | undefined): MaterialRecipe {
  switch (surface) {
    case 'walnut':
    case 'oak':
    case 'pine':
    case 'dark wood':
    case 'white wood':
      return wood(WOOD_TONES[surface], surface.length);
    case 'painted wood':
      return wood({ ...shades(color ?? '#8fa3a0'), rustic: 0.8 }, 5);
    case 'marble':
    case 'black marble':
      return marble(MARBLE_TONES[surface]);
    case 'concrete':
      return concrete(color ?? '#9a9792');
    case 'plaster':
      return plaster(color ?? '#dccfbd');
    case 'terracotta':
      return plaster(color ?? '#b4694a');
    case 'linen':
      return linen(color ?? '#ece0cb');
    case 'slate':
      return slate(0);
    case 'wet slate':
      return slate(0.55);
    case 'sand':
      return sand('#d9b88c');
    case 'moss':
    case 'grass':
      return moss();
    case 'terrazzo':
    case 'travertine':
    case 'ceramic tile':
      return marble(MARBLE_TONES.marble);
    case 'silk':
    case 'velvet':
    case 'leather':
      return linen(color ?? '#ece0cb');
    case 'kraft paper':
    case 'snow':
    case 'ice':
      return paper(color ?? '#b98f5f');
    case 'water':
    case 'brushed metal':
    case 'gold':
    case 'mirror':
      return acrylic(color ?? '#c9c9c9');
    case 'acrylic':
      return acrylic(color ?? '#e4e2df');
    case 'paper':
      return paper(color ?? '#e9e2d8');
  }
}

/** Dark, middle and light of one paint. */
function shades(color: string): { dark: string; middle: string; light: string } {
  const rgb = hexToLinear(color);
  const grey = luminance(...rgb);
  const shade = (factor: number, wash: number) =>
    `#${rgb
      .map((v) => Math.round(Math.min(1, linearToSrgb(Math.min(1, (v + (grey - v) * wash) * factor))) * 255))
      .map((v) => v.toString(16).padStart(2, '0'))
      .join('')}`;
  return { dark: shade(0.5, 0.2), middle: shade(0.9, 0.05), light: shade(1.15, 0.1) };
}
