import type { Pixels } from './likeness.ts';
import type { Rect } from './rect.ts';

/** What a touched-up cut-out is made of; all of one size. */
export interface Layers {
  photo: Pixels;
  /** The cut-out as it was: colours free of the old background. */
  cutout: Pixels;
  /** The alpha that it is to have, one byte a pixel. */
  mask: Uint8Array;
}

/**
 * Writes part of the touched-up cut-out as straight RGBA. What keeps its alpha or loses some keeps the cut-out's own
 * colours; what is brought back has the photo's, the more the further it is brought back.
 *
 * @param out Rows of `outWidth` pixels; the rectangle's upper left corner comes to `outLeft`, `outTop`.
 */
export function composeRect(
  { photo, cutout, mask }: Layers,
  { left, top, right, bottom }: Rect,
  out: Pixels,
  outLeft: number,
  outTop: number,
): void {
  const [from, own, to] = [photo.data, cutout.data, out.data];
  for (let y = top; y < bottom; y++) {
    let o = ((outTop + y - top) * out.width + outLeft) * 4;
    for (let k = y * photo.width + left; k < y * photo.width + right; k++, o += 4) {
      const i = 4 * k;
      const alpha = mask[k];
      const was = own[i + 3];
      if (alpha <= was) {
        to[o] = own[i];
        to[o + 1] = own[i + 1];
        to[o + 2] = own[i + 2];
      } else {
        // Two layers, the cut-out's fading as the photo's comes in; alpha-weighted, so hidden colours have no say.
        const most = Math.max(alpha, from[i + 3]);
        const kept = (was * (most - alpha)) / (most - was);
        const share = kept / alpha;
        to[o] = from[i] + (own[i] - from[i]) * share;
        to[o + 1] = from[i + 1] + (own[i + 1] - from[i + 1]) * share;
        to[o + 2] = from[i + 2] + (own[i + 2] - from[i + 2]) * share;
      }
      to[o + 3] = alpha;
    }
  }
}
