import { safeArea } from '../text/layout/text-area.ts';
import { areaMean, darkestThird, type PictureMap } from './picture-map.ts';
import type { Placement } from './place-text.ts';

/** Sizes tried, relative to the layer's own. */
const SCALES = [1, 0.88, 0.76, 0.64, 0.52];
const ROWS = 32;

/**
 * Finds the calmest place with the best contrast that does not cover the product: every size, row and side is
 * scored by the product it covers, the unrest and the contrast behind it. Without a product mask the third of
 * the picture with the most dark cells is preferred (the top one when all have less than 15 %).
 */
export function autoPlace(input: {
  map: PictureMap;
  canvas: { width: number; height: number };
  /** Size of the text at scale 1, pixels. */
  size: { width: number; height: number };
  /** Mean lightness of the text, 0..1. */
  textLightness: number;
  hasMask: boolean;
}): Placement {
  const { map, canvas, size, textLightness, hasMask } = input;
  const safe = safeArea(canvas.width, canvas.height);
  const preferredThird = hasMask ? undefined : darkestThird(map);
  let best: { cost: number; place: Placement } | undefined;
  for (const scale of SCALES) {
    const width = Math.min(safe.width, Math.floor(size.width * scale));
    const height = Math.min(safe.height, Math.floor(size.height * scale));
    const roomX = safe.width - width;
    const roomY = safe.height - height;
    for (const [side, share] of [
      [0, 0.5],
      [0.12, 0],
      [0.12, 1],
    ] as const) {
      for (let row = 0; row <= ROWS; row++) {
        const place = {
          x: Math.round(safe.x + roomX * share),
          y: Math.round(safe.y + (roomY * row) / ROWS),
          width,
          height,
        };
        const middle = (place.y + height / 2) / canvas.height;
        const third = preferredThird === undefined || Math.floor(middle * 3) === preferredThird ? 0 : 0.5;
        // All else equal a headline stands at the upper edge of what is free.
        const preference = (1 - scale) * 0.9 + side + third + 0.25 * (row / ROWS);
        const cost = preference + pictureCost(map, place, textLightness);
        if (!best || cost < best.cost) best = { cost, place };
      }
    }
  }
  if (!best) throw new Error('No place was tried.');
  return best.place;
}

function pictureCost(map: PictureMap, place: Placement, textLightness: number): number {
  const { cell } = map;
  const air = place.height * 0.12;
  const box = [
    (place.x - air) / cell,
    (place.y - air) / cell,
    (place.x + place.width + air) / cell,
    (place.y + place.height + air) / cell,
  ] as const;
  const covered = areaMean(map.product, ...box);
  const unrest = Math.min(1, areaMean(map.unrest, ...box) * 12);
  const contrast = Math.min(1, Math.abs(areaMean(map.lightness, ...box) - textLightness) * 2);
  return 14 * covered + 0.7 * unrest - 0.6 * contrast;
}
