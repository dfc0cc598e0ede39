import type { Rect } from '../text/layout/text-area.ts';
import type { Size } from './size.ts';
import type { Band } from './soft-band.ts';

/** Pixels of a picture that one place of a latent stands for, in each direction. */
const PLACE = 8;

/**
 * The mask by which a model repaints a band, at the size that it works at: every place of the latent that the band
 * touches as a whole, 255 on 0, so that the soft band lies on what was painted anew everywhere.
 *
 * @param box The part of the canvas that is scaled to `size`.
 */
export function latentMaskOf(band: Band, box: Rect, size: Size): Uint8Array {
  const mask = new Uint8Array(size.width * size.height);
  const across = box.width / size.width;
  const down = box.height / size.height;
  for (let top = 0; top < size.height; top += PLACE) {
    for (let left = 0; left < size.width; left += PLACE) {
      const part = {
        left: box.x + left * across,
        right: box.x + (left + PLACE) * across,
        top: box.y + top * down,
        bottom: box.y + (top + PLACE) * down,
      };
      if (!isTouched(band, part)) continue;
      for (let y = top; y < Math.min(size.height, top + PLACE); y++)
        mask.fill(255, y * size.width + left, y * size.width + Math.min(size.width, left + PLACE));
    }
  }
  return mask;
}

function isTouched(band: Band, part: { left: number; right: number; top: number; bottom: number }): boolean {
  const x0 = Math.max(0, Math.floor(part.left) - band.x);
  const x1 = Math.min(band.width, Math.ceil(part.right) - band.x);
  const y0 = Math.max(0, Math.floor(part.top) - band.y);
  const y1 = Math.min(band.height, Math.ceil(part.bottom) - band.y);
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) if (band.data[y * band.width + x] !== 0) return true;
  }
  return false;
}
