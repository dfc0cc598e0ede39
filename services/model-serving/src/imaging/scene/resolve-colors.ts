import type { SceneWish, SurfaceName } from './scene-wish.ts';

export interface ColorChoice {
  surface?: SurfaceName;
  /** The prompt says wood and not which. */
  anyWood?: true;
  surfaceColor?: string;
  backdropColor?: string;
  /** The second colour of a gradient. */
  backdropTopColor?: string;
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
  'silk',
  'velvet',
  'leather',
  'ceramic tile',
  'mirror',
];
const WHITE = '#f3f1ed';
const BLACK = '#1e1d1f';
const BROWN = '#7a5033';
const CONCRETE = '#b3b2b0';
/** The darkest channel of a pastel colour. */
const PASTEL_DARKEST = 158;

/**
 * Which surface and colours a prompt's wishes give: a colour belongs to the surface, wall or backdrop word that comes
 * after it (as in both languages), or, when none does, to the one before it. A colour before the word for a sky, a
 * sea or a wood is that of the thing, not paint.
 */
export function resolveColors(wishes: SceneWish[]): ColorChoice {
  const choice: ColorChoice = {};
  let pending: string | undefined;
  let spare: string | undefined;
  const isGradient = wishes.some(({ gradient }) => gradient);
  const isDark = wishes.some(({ mood }) => mood === 'dark' || mood === 'luxury');
  for (const wish of wishes) {
    if (wish.color !== undefined) {
      if (pending !== undefined) spare = pending;
      pending = wish.color;
    } else if (wish.backdrop || wish.wall !== undefined || wish.gradient) {
      if (pending === undefined) continue;
      if (choice.backdropColor === undefined) {
        choice.backdropColor = isGradient ? (spare ?? pending) : pending;
        if (isGradient && spare !== undefined) choice.backdropTopColor = pending;
      } else if (isGradient) choice.backdropTopColor ??= pending;
      pending = undefined;
    } else if (wish.surface !== undefined || wish.anyWood) {
      if (choice.surface === undefined) {
        choice.surface = wish.surface ?? (isDark ? 'dark wood' : 'oak');
        if (wish.surface === undefined && !isDark) choice.anyWood = true;
        choice.surfaceColor = pending;
        pending = undefined;
      }
    } else if (wish.podium !== undefined || (wish.nothing && pending !== undefined)) {
      choice.surfaceColor ??= pending;
      pending = undefined;
    } else if (wish.setting === 'studio' && pending !== undefined) {
      choice.backdropColor ??= pending;
      pending = undefined;
    } else if (wish.setting !== undefined && COLORED_BY_NATURE.has(wish.setting)) pending = undefined;
    else if (wish.prop !== undefined) pending = undefined;
  }
  if (pending !== undefined) {
    if (isGradient && (choice.backdropColor ?? spare) !== undefined) {
      choice.backdropColor ??= spare;
      choice.backdropTopColor ??= pending;
    } else if (choice.surface !== undefined && choice.surfaceColor === undefined)
      choice.surfaceColor = pending;
    else choice.backdropColor ??= pending;
  }
  const named = withKind(
    wishes.some(isConcreteWall(choice)) ? { backdropColor: CONCRETE, ...choice } : choice,
  );
  return wishes.some(({ pastel }) => pastel) ? paleColors(named) : named;
}

/** A wall with nothing but concrete named is of concrete. */
function isConcreteWall({ surface }: ColorChoice) {
  return (wish: SceneWish): boolean => surface === 'concrete' && wish.wall === 'plaster';
}

function paleColors(choice: ColorChoice): ColorChoice {
  const { surfaceColor, backdropColor, backdropTopColor } = choice;
  return {
    ...choice,
    surfaceColor: surfaceColor && pale(surfaceColor),
    backdropColor: backdropColor && pale(backdropColor),
    backdropTopColor: backdropTopColor && pale(backdropTopColor),
  };
}

/** The colour, mixed with white until its darkest channel is as light as a pastel's. */
function pale(hex: string): string {
  const rgb = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  const darkest = Math.min(...rgb);
  const share = Math.max(0, (PASTEL_DARKEST - darkest) / (255 - darkest));
  return `#${rgb
    .map((v) =>
      Math.round(v + (250 - v) * share)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

/** Places whose colour is their own: a blue sky, a green forest, a white beach. */
const COLORED_BY_NATURE = new Set<string>([
  'sky',
  'beach',
  'forest',
  'garden',
  'mountains',
  'autumn-park',
  'cherry-blossom',
  'city',
]);

/** A colour may name another kind of the material: black marble, white wood, painted wood. */
function withKind(choice: ColorChoice): ColorChoice {
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
