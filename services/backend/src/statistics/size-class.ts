import type { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';

const PIXELS_PER_MEGAPIXEL = 2 ** 20;
/** What a spec without a size gets. */
const DEFAULT_SIDE = 1024;

/** How large an ad is: megapixels (2^20 pixels), rounded to a power of two, so that similar sizes share their statistics. */
export function sizeClass(spec: AdSpec | undefined): number {
  const width = spec?.output?.width ?? DEFAULT_SIDE;
  const height = spec?.output?.height ?? DEFAULT_SIDE;
  return 2 ** Math.round(Math.log2(Math.max(1, width * height) / PIXELS_PER_MEGAPIXEL));
}
