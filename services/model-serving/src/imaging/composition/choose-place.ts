import { adFormat } from '@nanococoa/common/parameters/ad-format.ts';
import { luminance, SRGB8_TO_LINEAR } from '../color/srgb.ts';
import type { Picture8 } from '../io/decode-image.ts';
import type { Rect, VerticalAnchor } from '../text/layout/text-area.ts';
import { autoPlace } from './auto-place.ts';
import { mapPicture } from './picture-map.ts';
import { type Placement, placeText } from './place-text.ts';

/** Where the ink of a text layer goes on the canvas: by the position, or where the picture is calm and free. */
export function choosePlace(
  parts: {
    canvas: Picture8;
    text: Picture8;
    mask: Uint8Array | undefined;
    position: VerticalAnchor | 'auto';
  },
  ink: Rect,
): Placement {
  const { canvas, text, mask, position } = parts;
  // In a banner top and bottom are the same few pixels: the middle looks right.
  const anchor = adFormat(canvas) === 'banner' ? 'center' : position === 'auto' ? 'top' : position;
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
