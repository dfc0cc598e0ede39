/** A rectangle in canvas pixels. */
export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** How lines stand to each other. */
export type LineAlignment = 'left' | 'center' | 'right';

/** Where the headline may stand and how large its type may become. */
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

/** The margin that stays free at every edge: 100 of 1024 parts of the shorter side. */
export function safeMargin(width: number, height: number): number {
  return Math.ceil((Math.min(width, height) * 100) / 1024);
}

/** The canvas without its margins. */
export function safeArea(width: number, height: number): Rect {
  const margin = safeMargin(width, height);
  return { x: margin, y: margin, width: width - 2 * margin, height: height - 2 * margin };
}
