import { hexToLinear, linearToSrgb, luminance } from '../color/srgb.ts';
import type { SurfaceName } from '../scene/scene-wish.ts';
import { leather, silk, velvet } from './generators/fabric.ts';
import { ice, snow, water } from './generators/frozen.ts';
import { grass, moss } from './generators/green.ts';
import { MARBLE_TONES, marble } from './generators/marble.ts';
import { metal } from './generators/metal.ts';
import { concrete, plaster, sand, slate } from './generators/mineral.ts';
import { acrylic, kraft, linen, paper } from './generators/sheet.ts';
import { paleStone, terrazzo, travertine } from './generators/stone.ts';
import { type TileStyle, tiles } from './generators/tile.ts';
import { WOOD_TONES, wood } from './generators/wood.ts';
import type { MaterialRecipe } from './material.ts';

const CERAMIC: Omit<TileStyle, 'color'> = { grout: '#b9b6b0', count: 5, sizeCm: 50, glaze: 1, variety: 0.22 };
const TERRACOTTA: Omit<TileStyle, 'color'> = {
  grout: '#cbb9a2',
  count: 4,
  sizeCm: 62,
  glaze: 0,
  variety: 0.8,
};

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
      return wood({ ...shades(color ?? '#8fa3a0'), rustic: 0.8, pores: 0.35 }, 5);
    case 'marble':
    case 'black marble':
      return marble(MARBLE_TONES[surface]);
    case 'concrete':
      return concrete(color ?? '#9a9792');
    case 'plaster':
      return plaster(color ?? '#dccfbd');
    case 'terracotta':
      return tiles({ ...TERRACOTTA, color: color ?? '#b4694a' });
    case 'linen':
      return linen(color ?? '#ece0cb');
    case 'slate':
      return slate(0);
    case 'wet slate':
      return slate(0.55);
    case 'stone':
      return paleStone('#b4aca0');
    case 'sand':
      return sand('#cdb493');
    case 'moss':
      return moss();
    case 'grass':
      return grass();
    case 'terrazzo':
      return terrazzo(color ?? '#dedad2');
    case 'travertine':
      return travertine('#d6c8b4');
    case 'ceramic tile':
      return tiles({ ...CERAMIC, color: color ?? '#e9ebe8' });
    case 'silk':
      return silk(color ?? '#ecd0ae');
    case 'velvet':
      return velvet(color ?? '#5c1222');
    case 'leather':
      return leather(color ?? '#6b3b20');
    case 'kraft paper':
      return kraft('#b08c68');
    case 'water':
      return water(color ?? '#58a5bd');
    case 'snow':
      return snow();
    case 'ice':
      return ice();
    case 'brushed metal':
      return metal('#c9c7c3', 1, 0.3);
    case 'gold':
      return metal('#e6c594', 0.3, 0.2);
    case 'mirror':
      return metal('#eef1f2', 0, 0.02);
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
