import type { Warning } from '@nanococoa/proto/common/v1/job.ts';
import type { Light } from '@nanococoa/proto/common/v1/scene.ts';
import { luminance, SRGB8_TO_LINEAR } from '../color/srgb.ts';
import type { Picture8 } from '../io/decode-image.ts';
import { isBanner, type Rect, type VerticalAnchor } from '../text/layout/text-area.ts';
import { autoPlace } from './auto-place.ts';
import { composeText, type Mode } from './compose-text.ts';
import { fitPicture } from './fit-picture.ts';
import { mapPicture } from './picture-map.ts';
import { isInsideSafeArea, type Placement, placeText } from './place-text.ts';
import { productCoverage } from './product-coverage.ts';
import { riseAboveProduct } from './rise-above-product.ts';
import { alphaBounds, cropPicture } from './text-sprite.ts';
import { composeWarnings } from './warnings.ts';

/** A picture and the text to set into it. */
export interface AdParts {
  canvas: Picture8;
  /** The text layer: of any size, with transparency. */
  text: Picture8;
  /** The product, 8-bit grey of the canvas' size. */
  mask: Uint8Array | undefined;
  position: VerticalAnchor | 'auto';
  mode: Mode;
  strength: number;
  light: Light | undefined;
  seed: number;
}

export interface ComposedAd {
  picture: Picture8;
  /** Where the text stands; undefined when the layer is empty. */
  place: Placement | undefined;
  warnings: Warning[];
}

/** Step 3 on pixels: places the text, sets it in, checks the result. An empty text layer changes nothing. */
export async function composeAd(
  parts: AdParts,
  pause: (fraction: number) => Promise<void>,
): Promise<ComposedAd> {
  const { canvas, text, mask, mode } = parts;
  const ink = alphaBounds(text);
  if (!ink) return { picture: canvas, place: undefined, warnings: [] };
  const chosen = choosePlace(parts, ink);
  await pause(0.2);
  const sprite = await fitPicture(cropPicture(text, ink), chosen, 'fill');
  await pause(0.35);
  // Without a mask nothing can stand in front of the text.
  const effective: Mode = mode === 'behind' && !mask ? 'overlay' : mode;
  const place = effective === 'behind' && mask ? riseAboveProduct(sprite, chosen, mask, canvas) : chosen;
  const { picture, contrast } = await composeText({
    ...parts,
    sprite,
    place,
    mode: effective,
    pause: (fraction) => pause(0.35 + 0.6 * fraction),
  });
  await pause(0.95);
  const warnings = composeWarnings({
    contrast,
    insideSafeArea: isInsideSafeArea(place, canvas),
    coverage: mask ? productCoverage(sprite, place, mask, canvas.width) : undefined,
    mode,
    hasMask: mask !== undefined,
  });
  return { picture, place, warnings };
}

function choosePlace({ canvas, text, mask, position }: AdParts, ink: Rect): Placement {
  // In a banner top and bottom are the same few pixels: the middle looks right.
  const anchor = isBanner(canvas) ? 'center' : position === 'auto' ? 'top' : position;
  const place = placeText(text, ink, canvas, anchor);
  if (position !== 'auto') return place;
  return autoPlace({
    map: mapPicture(canvas, mask),
    canvas,
    size: place,
    textLightness: meanLightness(text),
    hasMask: mask?.some((value) => value > 127) ?? false,
  });
}

function meanLightness({ data }: Picture8): number {
  let sum = 0;
  let weight = 0;
  for (let i = 0; i < data.length; i += 4) {
    const alpha = data[i + 3];
    if (alpha === 0) continue;
    sum +=
      alpha * luminance(SRGB8_TO_LINEAR[data[i]], SRGB8_TO_LINEAR[data[i + 1]], SRGB8_TO_LINEAR[data[i + 2]]);
    weight += alpha;
  }
  return weight > 0 ? Math.cbrt(sum / weight) : 0;
}
