import type { ShapedLine } from '../shaping/shape-line.ts';

/** What a part of a block is painted with; the colours come from the picture under it. */
export type Ink = 'text' | 'muted' | 'accent' | 'onAccent';

/** A closed polyline in canvas pixels: x0, y0, x1, y1 … */
export type Polygon = Float64Array;

/** Shapes of one ink, filled by the nonzero rule, coordinates relative to the block's upper left corner. */
export interface Part {
  ink: Ink;
  polygons: readonly Polygon[];
}

/** A piece of typography at its final size, in canvas pixels; all of its ink lies inside width × height. */
export interface Block {
  width: number;
  height: number;
  /** Painted in order; made when they are painted, since a layout measures many blocks that it does not take. */
  parts(): readonly Part[];
  /** Whether the ink stands on the picture itself, without a plate of its own. */
  isOpen: boolean;
}

/** The outlines of a shaped line at `size` pixels per em, its ink's left edge at x and its baseline at y. */
export function outlines(line: ShapedLine, size: number, x: number, y: number): Polygon[] {
  const left = x - line.ink[0] * size;
  return line.glyphs.flatMap((glyph) =>
    glyph.outline.contours.map((contour) =>
      contour.map((value, index) =>
        index % 2 === 0 ? left + (glyph.x + value) * size : y + (glyph.y + value) * size,
      ),
    ),
  );
}

/** Width of a line's ink, em. */
export function inkWidth({ ink }: ShapedLine): number {
  return ink[2] - ink[0];
}

/** A block's parts moved. */
export function movedParts(parts: readonly Part[], dx: number, dy: number): Part[] {
  return parts.map(({ ink, polygons }) => ({
    ink,
    polygons: polygons.map((polygon) => polygon.map((value, i) => value + (i % 2 === 0 ? dx : dy))),
  }));
}
