import { type CellContrast, cellRatio, LARGE_TEXT_CONTRAST, lowContrast } from './contrast.ts';

/** More darkening would look like a stain, on a bright picture sooner than on a dark one. */
const MAX_DARKEN = 0.45;
const MAX_DARKEN_BRIGHT = 0.24;
/** Luminance from which a picture is bright. */
const BRIGHT = 0.4;
/** More light looks like fog. */
const MAX_LIGHTEN = 0.3;
const STEPS = 12;
/** A little above what is required. */
const TARGET = LARGE_TEXT_CONTRAST * 1.1;
/** What a scrim has to gain, by its strength: darkening passes for a fall-off of the light. */
const DARKEN_COST = 0.3;
const LIGHTEN_COST = 0.7;

/**
 * How much the light on the picture behind a text is to fall (negative: the part by which luminance falls) or be
 * lifted (positive: the part of the way to white) so that the text's low contrast comes above 3:1, or as near as that
 * gets without being noticed; 0 when contrast is enough.
 */
export function chooseScrim(cells: readonly CellContrast[]): number {
  if (lowContrast(cells) >= LARGE_TEXT_CONTRAST) return 0;
  const mean = cells.reduce((sum, { around }) => sum + around, 0) / cells.length;
  const darken = mean > BRIGHT ? MAX_DARKEN_BRIGHT : MAX_DARKEN;
  let best = { strength: 0, score: score(cells, 0) };
  for (let step = 1; step <= STEPS; step++) {
    for (const strength of [(-darken * step) / STEPS, (MAX_LIGHTEN * step) / STEPS]) {
      const cost = strength < 0 ? DARKEN_COST : LIGHTEN_COST;
      const value = score(cells, strength) - cost * Math.abs(strength);
      if (value > best.score + 0.01) best = { strength, score: value };
    }
  }
  return best.strength;
}

/** A luminance or channel value under a scrim. */
export function underScrim(value: number, strength: number): number {
  return strength < 0 ? value * (1 + strength) : value + (1 - value) * strength;
}

function score(cells: readonly CellContrast[], strength: number): number {
  const total = cells.reduce((sum, cell) => {
    return sum + Math.min(1, cellRatio(cell, underScrim(cell.around, strength)) / TARGET);
  }, 0);
  return total / cells.length;
}
