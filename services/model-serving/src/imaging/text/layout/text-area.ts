/** A rectangle in canvas pixels. */
export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** How lines stand to each other. */
export type LineAlignment = 'left' | 'center' | 'right';

/** Where the copy may stand and how large its type may become. */
export interface TextArea extends Rect {
  /** Which end of the area the copy touches vertically. */
  anchor: 'top' | 'center' | 'bottom';
  /** Which side of the area the copy touches, and how its lines stand to each other. */
  align: LineAlignment;
  /** Largest type size (em) in pixels: a short copy is not blown up to fill the area. */
  maxEmPx: number;
  /** Whether a price at the end may stand on a line of its own, larger. */
  largePrice: boolean;
  /** How much smaller type may be, as a part, to save a line. */
  lineCost: number;
}

export type VerticalAnchor = TextArea['anchor'];

const BANNER_ASPECT = 2.2;

/** Whether a canvas is so wide that the copy stands beside the product, in the middle of the height. */
export function isBanner(canvas: { width: number; height: number }): boolean {
  return canvas.width / canvas.height > BANNER_ASPECT;
}

/** The margin that stays free at every edge: 100 of 1024 parts of the shorter side. */
export function safeMargin(width: number, height: number): number {
  return Math.ceil((Math.min(width, height) * 100) / 1024);
}

/** The canvas without its margins. */
export function safeArea(width: number, height: number): Rect {
  const margin = safeMargin(width, height);
  return { x: margin, y: margin, width: width - 2 * margin, height: height - 2 * margin };
}

/** The product as the copy's layout sees it. */
export interface ProductSpace {
  /** Height as a fraction of the canvas; 0: no product. */
  scale: number;
  /** Whether it stands in front of the copy. */
  inFront: boolean;
}

/** Height of the product's foot as a fraction of the canvas, about. */
const FOOT = 0.82;

/**
 * The band of the canvas for a position. The product stands on the middle axis: the bands keep clear of it
 * where they can. A copy behind the product may be set larger: it has to show on both sides.
 */
export function textArea(
  canvas: { width: number; height: number },
  anchor: VerticalAnchor,
  product: ProductSpace,
): TextArea {
  const { width, height } = canvas;
  const productScale = product.scale;
  const safe = safeArea(width, height);
  const maxEmPx = (product.inFront && productScale > 0 ? 0.3 : 0.19) * Math.sqrt(width * height);
  if (isBanner(canvas)) {
    const right = productScale > 0 ? width / 2 - 0.7 * productScale * height : width - safe.x;
    const area = { ...safe, width: Math.max(right - 2 * safe.x, safe.width * 0.3) };
    return { ...area, anchor: 'center', align: 'center', maxEmPx, largePrice: false, lineCost: 0.3 };
  }
  const bottom = height - safe.y;
  const type = { anchor, align: 'center' as const, maxEmPx, largePrice: true, lineCost: 0.03 };
  const clear = productScale > 0 ? Math.min(0.42, Math.max(0.3, FOOT - productScale)) : 0.45;
  if (anchor === 'top') return { ...safe, height: height * clear - safe.y, ...type };
  if (anchor === 'bottom') return { ...safe, y: height * 0.69, height: bottom - height * 0.69, ...type };
  return { ...safe, y: height * 0.28, height: height * 0.44, ...type };
}
