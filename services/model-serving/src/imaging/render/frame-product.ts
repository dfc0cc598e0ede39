import { adFormat } from '@nanococoa/common/parameters/ad-format.ts';
import type { CopyZones } from './copy-zones.ts';

/** Where the product's box stands, fractions of the canvas. */
export interface ProductFrame {
  height: number;
  /** Middle of the box across. */
  middle: number;
  bottom: number;
  /** How high its foot may stand at most: higher up it would seem to float on the far edge of the surface. */
  highestFoot: number;
}

/** How much larger than asked a product is in a format where the height is what is scarce. */
const LARGER = { tall: 1, upright: 1, wide: 1.35, banner: 1.95 } as const;
/** Highest share of the height that such a product takes. */
const TALLEST = 0.9;
/** Widest share of the width, in a column of its own and alone. */
const WIDEST = 0.84;
const WIDEST_BESIDE = { tall: 0.44, upright: 0.46, wide: 0.46, banner: 0.34 } as const;
/** Margin of all copy, of the shorter side. */
const MARGIN = 100 / 1024;
/** Height of a row with price and button, of the square root of the area. */
const OFFER_ROW = 0.118;
/** The upper or lower part that is left to a headline when the product's size allows. */
const TITLE_SHARE = 0.385;
/** What a headline below needs with an offer under it. */
const TITLE_AND_OFFER_SHARE = 0.47;
/** What stays free above a product whose copy stands below it. */
const HEADROOM = 0.06;

/**
 * Chooses size and place of the product so that the zones of the copy stay free: under a headline, over an offer,
 * beside a column of copy; in a banner at one end, as high as the strip allows. `shape` is width over height.
 */
export function frameProduct(options: {
  width: number;
  height: number;
  /** Product height over canvas height, as asked. */
  scale: number;
  shape: number;
  copy: CopyZones;
}): ProductFrame {
  const { width, height, scale, shape, copy } = options;
  const format = adFormat(options);
  const wanted = Math.max(scale, Math.min(TALLEST, scale * LARGER[format]));
  const across = (tall: number): number => (tall * height * shape) / width;
  const limited = (widest: number): number => Math.min(wanted, wanted * (widest / across(wanted)));
  const beside = WIDEST_BESIDE[format];
  const margin = (MARGIN * Math.min(width, height)) / width;

  if (format === 'wide' || format === 'banner') {
    const isBeside = copy.title === 'left' || copy.title === 'right';
    const tall = limited(isBeside ? beside : WIDEST);
    const bottom = Math.min(0.96, 0.5 + tall / 2 + (format === 'banner' ? 0.02 : 0.05));
    const base = { height: tall, bottom, highestFoot: 0.4 };
    // Low, so that letters behind it show above.
    if (copy.title === 'behind') return { ...base, bottom: Math.max(bottom, 0.95), middle: 0.5 };
    if (!isBeside) return { ...base, middle: 0.5 };
    // A banner is read from the product on; in a wide picture the copy comes first.
    const near = margin + across(tall) / 2 + (format === 'banner' ? (0.12 * height) / width : 0.03);
    const isLeft = (format === 'banner') === (copy.title === 'left');
    const middle = format === 'banner' ? Math.max(near, 0.13) : Math.max(near, 0.29);
    return { ...base, middle: isLeft ? middle : 1 - middle };
  }

  if (copy.title === 'middle' && across(wanted) <= beside) {
    const bottom = Math.min(0.95, 0.5 + wanted / 2 + 0.08);
    return { height: wanted, middle: 1 - margin - across(wanted) / 2 - 0.02, bottom, highestFoot: 0.5 };
  }
  const tall = limited(WIDEST);
  // A story has room for price and button above each other.
  const rows = copy.isStacked ? 1 + 0.7 * Math.min(1, Math.max(0, (height / width - 1.25) / 0.5)) : 1;
  const offerHeight = MARGIN * Math.min(width, height) + OFFER_ROW * rows * Math.sqrt(width * height);
  const offer = copy.offer ? offerHeight / height : 0.05;
  if (copy.title === 'below') {
    const share = copy.offer ? TITLE_AND_OFFER_SHARE : TITLE_SHARE;
    const bottom = Math.max(1 - share, Math.min(0.95, HEADROOM + tall));
    return { height: tall, middle: 0.5, bottom, highestFoot: 0.3 };
  }
  if (copy.title === 'middle') {
    return {
      height: tall,
      middle: 0.5,
      bottom: Math.min(0.95, Math.max(1 - offer, 0.5 + tall)),
      highestFoot: 0.55,
    };
  }
  const lowest = 1 - offer;
  const highest = copy.offer ? lowest : 0.8;
  const bottom = Math.min(lowest, Math.max(highest, TITLE_SHARE + tall));
  return {
    height: tall,
    middle: 0.5,
    bottom: Math.max(bottom, Math.min(0.95, tall + 0.02)),
    highestFoot: 0.55,
  };
}
