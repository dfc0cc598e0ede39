import { areaMean, cellBox, type PictureMap } from '../../composition/picture-map.ts';
import type { Block } from '../typography/block.ts';
import type { Rect } from './text-area.ts';

export interface PlacedBadge {
  rect: Rect;
  block: Block;
}

/** Smaller than the last, a label above the headline is seen better. */
const SIZES = [1, 0.9, 0.81, 0.73, 0.66, 0.6];
const STEPS = 36;

/**
 * Finds a free place for a round badge: near the product's upper right shoulder, else its left one, or where there is
 * none, near the upper right corner; clear of the product and of what is `taken`. Undefined when there is none.
 */
export function placeBadge(request: {
  safe: Rect;
  /** Whether copy stands at one side of the product: then the badge is among the copy. */
  isRow: boolean;
  product: Rect | undefined;
  map: PictureMap | undefined;
  badge: { diameter: number; make(diameter: number): Block | undefined };
  taken: readonly Rect[];
  /** Where the price stands: beside it, a badge belongs to the offer. */
  offer?: Rect | undefined;
}): PlacedBadge | undefined {
  const { safe, product, map, badge, taken, isRow, offer } = request;
  const copySide = isRow && product ? sideOf(taken, product) : undefined;
  let best: { cost: number; rect: Rect } | undefined;
  for (const scale of SIZES) {
    const side = badge.diameter * scale;
    if (side > safe.width || side > safe.height || !badge.make(side)) continue;
    const air = side * 0.1;
    for (let row = 0; row <= STEPS; row++) {
      for (let column = 0; column <= STEPS; column++) {
        const rect = {
          x: safe.x + ((safe.width - side) * column) / STEPS,
          y: safe.y + ((safe.height - side) * row) / STEPS,
          width: side,
          height: side,
        };
        if (taken.some((other) => overlaps(rect, other, air))) continue;
        if (product && isOnProduct(rect, product, map, air)) continue;
        if (product && copySide && sideOf([rect], product) !== copySide) continue;
        const cost = distance(rect, product, safe, offer) + 1.7 * (1 - scale) + unrest(rect, map);
        if (!best || cost < best.cost) best = { cost, rect };
      }
    }
  }
  const block = best && badge.make(best.rect.width);
  return best && block && { rect: best.rect, block };
}

/** On which side of the product most of these stand. */
function sideOf(rects: readonly Rect[], product: Rect): 'left' | 'right' {
  const middle = product.x + product.width / 2;
  const right = rects.filter(({ x, width }) => x + width / 2 > middle).length;
  return right * 2 >= rects.length ? 'right' : 'left';
}

function overlaps(one: Rect, other: Rect, air: number): boolean {
  return (
    one.x < other.x + other.width + air &&
    other.x < one.x + one.width + air &&
    one.y < other.y + other.height + air &&
    other.y < one.y + one.height + air
  );
}

/** The badge is round: its corners may stand over the product's box as long as the product itself is not there. */
export function isOnProduct(rect: Rect, product: Rect, map: PictureMap | undefined, air: number): boolean {
  if (!overlaps(rect, product, air)) return false;
  if (!map) return true;
  const wide = {
    x: rect.x - air,
    y: rect.y - air,
    width: rect.width + 2 * air,
    height: rect.height + 2 * air,
  };
  return areaMean(map.product, ...cellBox(wide, map)) > 1e-5;
}

/** How far its middle is from where a badge looks best, in parts of the safe area's diagonal. */
function distance(rect: Rect, product: Rect | undefined, safe: Rect, offer: Rect | undefined): number {
  const x = rect.x + rect.width / 2;
  const y = rect.y + rect.height / 2;
  const diagonal = Math.hypot(safe.width, safe.height);
  if (!product) return Math.hypot(x - (safe.x + safe.width), y - safe.y) / diagonal;
  const shoulder = product.y + product.height * 0.18;
  const right = Math.hypot(x - (product.x + product.width), y - shoulder) / diagonal;
  const left = Math.hypot(x - product.x, y - shoulder) / diagonal + 0.06;
  const beside = offer
    ? Math.hypot(x - (offer.x + offer.width + rect.width * 0.72), y - (offer.y + offer.height / 2)) / diagonal
    : Infinity;
  return 2 * Math.min(right, left, beside + 0.09);
}

function unrest(rect: Rect, map: PictureMap | undefined): number {
  return map ? 0.25 * Math.min(1, areaMean(map.unrest, ...cellBox(rect, map)) * 12) : 0;
}
