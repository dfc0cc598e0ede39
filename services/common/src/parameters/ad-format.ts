/**
 * Which layout a picture gets: beside each other in a banner (product, copy, offer) and in a wide picture (copy,
 * product), above each other in an upright and in a tall one.
 */
export type AdFormat = 'tall' | 'upright' | 'wide' | 'banner';

/** Width over height from which a picture has more room beside the product than above it. */
const WIDE_ASPECT = 1.3;
/** From here on top and bottom are the same few pixels: everything stands in one row. */
const BANNER_ASPECT = 2.4;
/** Narrower than this, such as a skyscraper banner, words get lines of their own. */
const TALL_ASPECT = 0.45;

/** The format of a picture of this size. */
export function adFormat({ width, height }: { width: number; height: number }): AdFormat {
  const aspect = width / height;
  if (aspect > BANNER_ASPECT) return 'banner';
  if (aspect > WIDE_ASPECT) return 'wide';
  return aspect < TALL_ASPECT ? 'tall' : 'upright';
}
