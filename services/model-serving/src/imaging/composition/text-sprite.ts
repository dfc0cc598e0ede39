import type { Picture8 } from '../io/decode-image.ts';
import { pixelBounds } from '../raster/pixel-bounds.ts';
import type { Rect } from '../text/layout/text-area.ts';

/** Alpha of 8 bits from which a pixel counts as text: below it nobody sees it. */
const VISIBLE_ALPHA = 4;

/** The box around the pixels of a transparent picture whose alpha is at least `from`; undefined when there are none. */
export function alphaBounds(picture: Picture8, from = VISIBLE_ALPHA): Rect | undefined {
  return pixelBounds({ ...picture, channels: 4, channel: 3 }, from);
}

/** A layer with the alpha of its body alone, 8-bit grey of its size. */
export function bodyOf(layer: Picture8, volume: Uint8Array): Picture8 {
  const data = Buffer.from(layer.data);
  for (let i = 0; i < volume.length; i++) data[i * 4 + 3] = Math.min(data[i * 4 + 3], volume[i]);
  return { ...layer, data, hasAlpha: true };
}

/** A part of a picture, copied. */
export function cropPicture(picture: Picture8, box: Rect): Picture8 {
  const data = Buffer.alloc(box.width * box.height * 4);
  for (let row = 0; row < box.height; row++) {
    const from = ((box.y + row) * picture.width + box.x) * 4;
    picture.data.copy(data, row * box.width * 4, from, from + box.width * 4);
  }
  return { width: box.width, height: box.height, data, hasAlpha: true };
}
