import type { LoadedFont } from '../shaping/load-font.ts';
import { type ShapedLine, shapeLine } from '../shaping/shape-line.ts';
import { isPriceLine } from './price-line.ts';
import type { LineAlignment } from './text-area.ts';

/** A line at its place; units of the copy's base size (em), y down. */
export interface ArrangedLine {
  shaped: ShapedLine;
  /** Size relative to the base size. */
  size: number;
  /** Pen start and baseline. */
  x: number;
  y: number;
}

/** Lines stacked; the ink's box begins at (0, 0). */
export interface ArrangedCopy {
  lines: ArrangedLine[];
  width: number;
  height: number;
}

/** Space between the ink of two lines, in em of the smaller one. */
const GAP_EM = 0.24;
/** A line's ink counts as at least this tall, so that a line of small letters does not crowd the next. */
const MIN_ASCENT_EM = 0.7;
/** How much larger a price below other lines is set: the first line keeps two thirds of its size. */
const PRICE_SIZE = 1.5;

/** Shapes lines at most once each. */
export type Shaper = (text: string) => ShapedLine;

/** A shaper for a font; `tracking` is extra space after each glyph in em. */
export function createShaper(font: LoadedFont, tracking: number): Shaper {
  const known = new Map<string, ShapedLine>();
  return (text) => {
    let line = known.get(text);
    if (!line) known.set(text, (line = shapeLine(font, text, tracking)));
    return line;
  };
}

/** Stacks lines, aligned; with `emphasis` the last line, when it is a price, is set larger. */
export function arrangeLines(
  texts: readonly string[],
  shaper: Shaper,
  { emphasis, align }: { emphasis: boolean; align: LineAlignment },
): ArrangedCopy {
  const share = align === 'left' ? 0 : align === 'right' ? 1 : 0.5;
  const shaped = texts.map(shaper).filter((line) => line.glyphs.length > 0);
  const rows = shaped.map((line, index) => {
    const last = index === shaped.length - 1;
    return { line, size: emphasis && last && index > 0 && isPriceLine(line.text) ? PRICE_SIZE : 1 };
  });
  const width = Math.max(0, ...rows.map(({ line, size }) => (line.ink[2] - line.ink[0]) * size));
  const lines: ArrangedLine[] = [];
  let bottom = 0;
  rows.forEach(({ line, size }, index) => {
    const [x0, y0, x1, y1] = line.ink;
    const gap = index === 0 ? 0 : GAP_EM * Math.min(size, rows[index - 1].size);
    const ascent = index === 0 ? -y0 : Math.max(-y0, MIN_ASCENT_EM);
    const baseline = bottom + gap + ascent * size;
    lines.push({ shaped: line, size, x: (width - (x1 - x0) * size) * share - x0 * size, y: baseline });
    bottom = baseline + Math.max(y1, index === rows.length - 1 ? -Infinity : 0) * size;
  });
  return { lines, width, height: bottom };
}
