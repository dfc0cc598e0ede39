import type { Picture8 } from '../../io/decode-image.ts';
import type { Rect } from '../layout/text-area.ts';
import { type Block, movedParts } from './block.ts';
import { chooseAccent, chooseInks, chooseTone, type Inks } from './choose-inks.ts';
import { fillCoverage } from './fill-coverage.ts';
import { type Layer8, paintCoverage, paintHaze } from './paint.ts';
import { tonesUnder } from './tones-under.ts';

/** A block at its place. */
export interface PlacedBlock {
  rect: Rect;
  block: Block;
  /** Pixels per em of its main type. */
  size: number;
}

/** WCAG 2.2, 1.4.3: from 24 pixels (18 points) on type is large. */
const LARGE_PX = 24;
const SMALL_TYPE_CONTRAST = 4.5;
const LARGE_TYPE_CONTRAST = 3;

/**
 * Paints blocks on a layer with colours that stand out from `picture`, which the layer will be laid on: a haze under
 * open type where it needs one, then the type. Gives the lowest of the contrasts over what was required, 1 when all
 * have what they need.
 */
export function drawTypography(
  layer: Layer8,
  placed: readonly PlacedBlock[],
  picture: Picture8 | undefined,
  mask: Uint8Array | undefined,
): { sufficiency: number } {
  const types = placed.map(({ rect, size }) => ({
    under: tonesUnder(picture, rect),
    required: size >= LARGE_PX ? LARGE_TYPE_CONTRAST : SMALL_TYPE_CONTRAST,
  }));
  // One accent for all plates: the ad has one voice.
  const accent = chooseAccent(types.map(({ under }) => under));
  const isLight = chooseTone(types.filter((_, i) => placed[i].block.isOpen));
  let sufficiency = 1;
  const inked = placed.map((one, i) => {
    const inks = chooseInks(types[i], accent, isLight);
    if (one.block.isOpen) sufficiency = Math.min(sufficiency, inks.contrast / types[i].required);
    return { ...one, inks };
  });
  for (const one of inked) drawBlock(layer, one, mask);
  return { sufficiency };
}

function drawBlock(
  layer: Layer8,
  { rect, block, size, inks }: PlacedBlock & { inks: Inks },
  mask: Uint8Array | undefined,
): void {
  if (block.isOpen && inks.scrim) {
    paintHaze(layer, { rect, reach: Math.max(6, size * 2), ...inks.scrim }, mask);
  }
  for (const { ink, polygons } of movedParts(block.parts(), rect.x, rect.y)) {
    const coverage = fillCoverage(polygons, layer);
    if (coverage) paintCoverage(layer, coverage, inks.colors[ink], inks.opacity[ink]);
  }
}
