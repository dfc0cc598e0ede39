import type { SceneWish, SurfaceName } from './scene-wish.ts';

export interface SurfaceChoice {
  surface?: SurfaceName;
  surfaceColor?: string;
  backdropColor?: string;
}

/** Surfaces that are wood. */
export const WOODS: SurfaceName[] = ['walnut', 'oak', 'pine', 'dark wood', 'white wood', 'painted wood'];
/** Surfaces that take any colour; others have colours of their own. */
export const TINTABLE: SurfaceName[] = [
  'paper',
  'linen',
  'plaster',
  'concrete',
  'acrylic',
  'painted wood',
  'terracotta',
];
const WHITE = '#f3f1ed';
const BLACK = '#1e1d1f';
const BROWN = '#7a5033';

/**
 * Which surface and colours a prompt's wishes give: a colour belongs to the surface or backdrop word that comes
 * after it (as in both languages), or to the one before it when nothing follows.
 */
export function resolveSurface(wishes: SceneWish[]): SurfaceChoice {
  const choice: SurfaceChoice = {};
  let pending: string | undefined;
  const isDark = wishes.some(({ mood }) => mood === 'dark' || mood === 'luxury');
  for (const wish of wishes) {
    if (wish.color !== undefined) {
      pending = wish.color;
    } else if (wish.backdrop && pending !== undefined) {
      choice.backdropColor ??= pending;
      pending = undefined;
    } else if (wish.surface !== undefined || wish.anyWood) {
      if (choice.surface === undefined) {
        choice.surface = wish.surface ?? (isDark ? 'dark wood' : 'oak');
        choice.surfaceColor = pending;
        pending = undefined;
      }
    } else if (wish.nothing && pending !== undefined && choice.surfaceColor === undefined) {
      choice.surfaceColor = pending;
      pending = undefined;
    }
  }
  if (pending !== undefined) {
    if (choice.surface !== undefined && choice.surfaceColor === undefined) choice.surfaceColor = pending;
    else choice.backdropColor ??= pending;
  }
  return withKind(choice);
}

/** A colour may name another kind of the material: black marble, white wood, painted wood. */
function withKind(choice: SurfaceChoice): SurfaceChoice {
  const { surface, surfaceColor } = choice;
  if (surface === undefined) return choice;
  if (WOODS.includes(surface) && surfaceColor !== undefined) {
    if (surfaceColor === WHITE) return { ...choice, surface: 'white wood', surfaceColor: undefined };
    if (surfaceColor === BLACK) return { ...choice, surface: 'dark wood', surfaceColor: undefined };
    if (surfaceColor === BROWN) return { ...choice, surface: 'walnut', surfaceColor: undefined };
    return { ...choice, surface: 'painted wood' };
  }
  if (surface === 'marble' && surfaceColor === BLACK)
    return { ...choice, surface: 'black marble', surfaceColor: undefined };
  if (!TINTABLE.includes(surface)) return { ...choice, surfaceColor: undefined };
  return choice;
}
