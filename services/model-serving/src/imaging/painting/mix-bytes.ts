import type { Picture8 } from '../io/decode-image.ts';
import type { Rect } from '../text/layout/text-area.ts';
import type { Band } from './soft-band.ts';

/**
 * A copy of a picture with a part that was painted anew mixed in by the band's share; other pixels, and all alpha, keep
 * their bytes.
 *
 * @param painted RGB; covers the band.
 */
export function mixBytes(
  { width, data }: Pick<Picture8, 'width' | 'data'>,
  painted: Rect & { data: Uint8Array },
  band: Band,
): Buffer {
  const mixed = Buffer.from(data);
  for (let y = 0; y < band.height; y++) {
    for (let x = 0; x < band.width; x++) {
      const share = band.data[y * band.width + x] / 255;
      if (share === 0) continue;
      const to = ((band.y + y) * width + band.x + x) * 4;
      const from = ((band.y + y - painted.y) * painted.width + band.x + x - painted.x) * 3;
      for (let c = 0; c < 3; c++) {
        mixed[to + c] = Math.round(data[to + c] + (painted.data[from + c] - data[to + c]) * share);
      }
    }
  }
  return mixed;
}
