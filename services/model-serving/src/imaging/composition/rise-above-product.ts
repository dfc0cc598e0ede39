import type { Picture8 } from '../io/decode-image.ts';
import { safeArea } from '../text/layout/text-area.ts';
import type { Placement } from './place-text.ts';
import { productCoverage } from './product-coverage.ts';

/** Letters of which more is hidden are no copy any more. */
export const MOST_HIDDEN = 0.25;
const STEPS = 16;

/**
 * Moves a text that stands behind the product upwards, no further than needed, until the product hides at
 * most a quarter of it; a line wholly behind the product could not be read. When even the upper margin is not
 * high enough, the place that hides least wins.
 */
export function riseAboveProduct(
  sprite: Picture8,
  place: Placement,
  mask: Uint8Array,
  canvas: { width: number; height: number },
): Placement {
  const top = safeArea(canvas.width, canvas.height).y;
  let best = { place, hidden: Infinity };
  for (let step = 0; step <= STEPS; step++) {
    const y = Math.round(place.y + ((Math.min(top, place.y) - place.y) * step) / STEPS);
    const tried = { ...place, y };
    const hidden = productCoverage(sprite, tried, mask, canvas.width).ofText;
    if (hidden < best.hidden) best = { place: tried, hidden };
    if (hidden <= MOST_HIDDEN) break;
  }
  return best.place;
}
