import type { MaterialChoice } from '../material/bake-material.ts';
import type { SurfaceName } from '../scene/scene-wish.ts';

/** Surfaces of which no block can be cut, and what a stylist would set on them instead. */
const INSTEAD: Partial<Record<SurfaceName, MaterialChoice>> = {
  moss: { surface: 'stone', color: undefined },
  grass: { surface: 'travertine', color: undefined },
  sand: { surface: 'travertine', color: undefined },
  snow: { surface: 'ice', color: undefined },
  water: { surface: 'plaster', color: '#e9e6df' },
  'wet slate': { surface: 'slate', color: undefined },
  mirror: { surface: 'acrylic', color: '#eceae6' },
  'ceramic tile': { surface: 'plaster', color: '#e9e6df' },
  terracotta: { surface: 'plaster', color: '#b4694a' },
};
/** Cloths: a painted block of their colour under the product. */
const CLOTHS: readonly SurfaceName[] = ['linen', 'silk', 'velvet', 'leather'];

/** Of what the block under a product is made, given the surface around it. */
export function podiumSurface({ surface, color }: MaterialChoice): MaterialChoice {
  if (CLOTHS.includes(surface)) return { surface: 'plaster', color: color ?? '#d9cdbd' };
  return INSTEAD[surface] ?? { surface, color };
}
