import { luminance } from '../../color/srgb.ts';
import { contrastRatio } from '../../composition/contrast.ts';
import type { Ink } from './block.ts';
import type { TonesUnder } from './tones-under.ts';

/** Linear light, 0..1. */
export type Color = readonly [number, number, number];

/** What a block is painted with. */
export interface Inks {
  colors: Readonly<Record<Ink, Color>>;
  /** Opacities. */
  opacity: Readonly<Record<Ink, number>>;
  /** A soft plate under open type, where the picture gives too little contrast. */
  scrim: { color: Color; opacity: number } | undefined;
  /** WCAG ratio of the type against what lies under it, the scrim included. */
  contrast: number;
}

const LIGHT: Color = [0.93, 0.92, 0.89];
const DARK: Color = [0.012, 0.011, 0.012];
/** More would be a box, not a haze. */
const MAX_SCRIM = 0.62;
/** How much weaker an old price is than the price, and the WCAG ratio that it keeps. */
const MUTED = 0.74;
const MUTED_CONTRAST = 3.3;
/**
 * In favour of light type, as haze that it may need more than dark type: on a photograph it looks lit, and on saturated
 * colours it is read better than WCAG's luminances tell.
 */
const LIGHT_PREFERENCE = 0.22;
/** A block whose type would need more haze than this gets type of the other tone, whatever the rest has. */
const STAIN = 0.07;
/** Mean luminance from which light type is given up: highlights on a dark ground are darkened instead. */
const BRIGHT_GROUND = 0.3;

/** Open type that needs a colour: the picture under it, and the WCAG ratio that it needs. */
export interface OpenType {
  under: TonesUnder;
  required: number;
}

/** Whether an ad's open type is light: one tone for all of it, the one that needs less haze in all. */
export function chooseTone(types: readonly OpenType[]): boolean {
  const need = (isLight: boolean): number =>
    types.reduce((sum, { under, required }) => sum + hazeFor(under, required, isLight), 0);
  return need(true) <= need(false) + LIGHT_PREFERENCE * types.length;
}

/**
 * Colours of open type on a picture, and under it as much haze as `required` (4.5 for small type, 3 for large: WCAG
 * 2.2, 1.4.3) still asks for. `preferLight` is the ad's tone; where it would need a stain, the other one is taken.
 */
export function chooseInks({ under, required }: OpenType, accent: Accent, preferLight: boolean): Inks {
  const wanted = hazeFor(under, required, preferLight);
  const mayTurn = luminance(...under.mean) > BRIGHT_GROUND || !preferLight;
  const other = hazeFor(under, required, !preferLight);
  const isLight = wanted > STAIN && mayTurn && other < wanted / 2 ? !preferLight : preferLight;
  const text = isLight ? LIGHT : DARK;
  const level = luminance(...text);
  const against = isLight ? under.bright : under.dark;
  const opacity = hazeFor(under, required, isLight);
  const left = isLight ? against * (1 - opacity) : against + (1 - against) * opacity;
  return {
    colors: { text, muted: text, ...accent.colors },
    opacity: { text: 1, muted: mutedOpacity(level, left), accent: 1, onAccent: 1 },
    scrim: opacity > 0.01 ? { color: isLight ? [0, 0, 0] : [1, 1, 1], opacity } : undefined,
    contrast: contrastRatio(level, left),
  };
}

/** The least opacity from MUTED on at which type of luminance `level` stands out from `ground`. */
function mutedOpacity(level: number, ground: number): number {
  for (let opacity = MUTED; opacity < 1; opacity += 0.02) {
    if (contrastRatio(ground + (level - ground) * opacity, ground) >= MUTED_CONTRAST) return opacity;
  }
  return 1;
}

function hazeFor(under: TonesUnder, required: number, isLight: boolean): number {
  const level = luminance(...(isLight ? LIGHT : DARK));
  const against = isLight ? under.bright : under.dark;
  // A margin for what the middle tones of a busy picture hide.
  const ratio = required * 1.08;
  if (contrastRatio(level, against) >= ratio) return 0;
  const target = isLight ? (level + 0.05) / ratio - 0.05 : (level + 0.05) * ratio - 0.05;
  const opacity = isLight ? 1 - target / against : (target - against) / (1 - against);
  return Math.min(MAX_SCRIM, Math.max(0, opacity));
}

/** A colour for plates, and the one of the type on it. */
export interface Accent {
  colors: { accent: Color; onAccent: Color };
}

/** What a plate may be: red first, since it is what a sale is in; all with light or dark type of 4.5:1 at least. */
const ACCENTS: readonly Color[] = [
  [0.6, 0.018, 0.028],
  [0.012, 0.055, 0.22],
  [0.95, 0.5, 0.03],
  [0.01, 0.12, 0.07],
  [0.93, 0.91, 0.86],
  [0.014, 0.013, 0.015],
];

/**
 * The plate colour that stands out from all places where a plate may stand, of which `under` are the tones, and does not
 * fight the picture's palette: contrast in luminance and in hue count, red is preferred where it is not the picture's own
 * colour.
 */
export function chooseAccent(under: readonly TonesUnder[]): Accent {
  let best: { color: Color; score: number } | undefined;
  ACCENTS.forEach((color, index) => {
    const scores = under.map(({ mean }) => {
      const ratio = contrastRatio(luminance(...color), luminance(...mean));
      return Math.min(1, (ratio - 1) / 3) + 0.9 * Math.min(1, chromaDistance(color, mean) / 0.35);
    });
    const score = Math.min(...scores) - 0.08 * index;
    if (!best || score > best.score) best = { color, score };
  });
  const accent = best?.color ?? ACCENTS[0];
  const level = luminance(...accent);
  const isLight = contrastRatio(luminance(...LIGHT), level) >= contrastRatio(luminance(...DARK), level);
  return { colors: { accent, onAccent: isLight ? LIGHT : DARK } };
}

/** Distance of two colours' chromaticities. */
function chromaDistance(one: Color, other: Color): number {
  const sum = (color: Color): number => color[0] + color[1] + color[2] + 0.03;
  return Math.hypot(one[0] / sum(one) - other[0] / sum(other), one[1] / sum(one) - other[1] / sum(other));
}
