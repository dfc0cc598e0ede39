import { hasShapeOf, type Size } from './crop.ts';

/** What was found out about a file that is to stand for a step's result. */
export interface PictureFacts extends Size {
  /** Whether some of it is see-through. */
  hasTransparency: boolean;
  /** Whether any of it is to be seen. */
  hasInk: boolean;
}

export type Refusal = 'type' | 'bytes' | 'pixels' | 'opaque' | 'empty';

export type Verdict =
  | { kind: 'refused'; reason: Refusal }
  | {
      kind: 'usable';
      /** Whether a part of the ad's shape has to be chosen. */
      needsCrop: boolean;
      note?: 'enlarged' | 'otherSize';
    };

const TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/avif'];
/** Limits of Image. */
const MAX_BYTES = 64 * 1024 ** 2;
const MAX_PIXELS = 64_000_000;
const MAX_SIDE = 16_384;

/** Why a file cannot be used, as far as can be told without reading it. */
export function judgeFile({ type, size }: Pick<File, 'type' | 'size'>): Refusal | undefined {
  if (!TYPES.includes(type)) return 'type';
  return size > MAX_BYTES ? 'bytes' : undefined;
}

/** Whether a picture can stand for a step's result in an ad of a size, and what has to be done or said. */
export function judgePicture(picture: PictureFacts, step: 1 | 2, ad: Size): Verdict {
  const { width, height, hasTransparency, hasInk } = picture;
  if (width * height > MAX_PIXELS || Math.max(width, height) > MAX_SIDE) {
    return { kind: 'refused', reason: 'pixels' };
  }
  if (!hasInk) return { kind: 'refused', reason: 'empty' };
  if (step === 2) {
    if (!hasTransparency) return { kind: 'refused', reason: 'opaque' };
    // Step 3 places the ink of a layer that it did not make, whatever the layer's size.
    const isSame = width === ad.width && height === ad.height;
    return { kind: 'usable', needsCrop: false, ...(!isSame && { note: 'otherSize' }) };
  }
  // Step 3 makes a background cover the ad: more pixels are no harm, fewer are.
  const isSmaller = width < ad.width || height < ad.height;
  return { kind: 'usable', needsCrop: !hasShapeOf(picture, ad), ...(isSmaller && { note: 'enlarged' }) };
}
