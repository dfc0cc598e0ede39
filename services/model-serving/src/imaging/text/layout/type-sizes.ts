import type { AdFormat } from '@nanococoa/common/parameters/ad-format.ts';

/** Sizes that a designer would begin with, pixels: of the em, of the badge its diameter. */
export interface TypeSizes {
  headline: number;
  /** A headline that the product stands before has to show on both of its sides. */
  behind: number;
  subline: number;
  price: number;
  callToAction: number;
  badge: number;
}

/** Relative to the square root of the canvas' area, by format; a banner's relative to its height, see below. */
const SHARES: Readonly<Record<Exclude<AdFormat, 'banner' | 'tall'>, TypeSizes>> = {
  upright: {
    headline: 0.2,
    behind: 0.3,
    subline: 0.04,
    price: 0.084,
    callToAction: 0.031,
    badge: 0.165,
  },
  wide: { headline: 0.165, behind: 0.28, subline: 0.04, price: 0.076, callToAction: 0.029, badge: 0.15 },
};
const BANNER: TypeSizes = {
  headline: 0.6,
  behind: 0.66,
  subline: 0.155,
  price: 0.38,
  callToAction: 0.165,
  badge: 0.5,
};
const TALL: TypeSizes = {
  headline: 0.24,
  behind: 0.4,
  subline: 0.085,
  price: 0.16,
  callToAction: 0.07,
  badge: 0.42,
};

/** The sizes to begin with for a format. */
export function typeSizes(format: AdFormat, { width, height }: { width: number; height: number }): TypeSizes {
  if (format === 'banner') return scaled(BANNER, Math.min(height, width / 5));
  // A very tall canvas is a column: what counts is its width.
  if (format === 'tall') return scaled(TALL, Math.min(width, height / 2.4));
  return scaled(SHARES[format], Math.sqrt(width * height));
}

function scaled(sizes: TypeSizes, by: number): TypeSizes {
  return {
    headline: sizes.headline * by,
    behind: sizes.behind * by,
    subline: sizes.subline * by,
    price: sizes.price * by,
    callToAction: sizes.callToAction * by,
    badge: sizes.badge * by,
  };
}
