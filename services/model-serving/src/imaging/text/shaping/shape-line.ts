import { Buffer, shape } from 'harfbuzzjs';
import type { GlyphOutline, LoadedFont } from './load-font.ts';
import { MissingGlyphsError } from './missing-glyphs-error.ts';

/** A glyph at its place on a line; the line's pen starts at (0, 0) on the baseline. */
export interface PlacedGlyph {
  outline: GlyphOutline;
  x: number;
  y: number;
}

/** A line of text, shaped; em units, y down. */
export interface ShapedLine {
  text: string;
  glyphs: readonly PlacedGlyph[];
  /** Box around the ink: x0, y0, x1, y1. All zero when nothing is drawn. */
  ink: readonly [number, number, number, number];
}

/**
 * Shapes one line with HarfBuzz (kerning and ligatures as the font says); `tracking` is extra space after
 * each glyph in em. Throws MissingGlyphsError.
 */
export function shapeLine(loaded: LoadedFont, text: string, tracking = 0): ShapedLine {
  const buffer = new Buffer();
  buffer.addText(text);
  buffer.guessSegmentProperties();
  shape(loaded.font, buffer);
  const infos = buffer.getGlyphInfos();
  const positions = buffer.getGlyphPositions();
  const glyphs: PlacedGlyph[] = [];
  const missing = new Set<string>();
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  let pen = 0;
  infos.forEach((info, index) => {
    const position = positions[index];
    if (info.codepoint === 0) missing.add(String.fromCodePoint(text.codePointAt(info.cluster) ?? 0));
    const outline = loaded.outline(info.codepoint);
    const x = pen + position.xOffset / loaded.unitsPerEm;
    const y = -position.yOffset / loaded.unitsPerEm;
    if (outline.bounds) {
      glyphs.push({ outline, x, y });
      x0 = Math.min(x0, x + outline.bounds[0]);
      y0 = Math.min(y0, y + outline.bounds[1]);
      x1 = Math.max(x1, x + outline.bounds[2]);
      y1 = Math.max(y1, y + outline.bounds[3]);
    }
    pen += position.xAdvance / loaded.unitsPerEm + tracking;
  });
  if (missing.size > 0) throw new MissingGlyphsError(loaded.id, [...missing]);
  return { text, glyphs, ink: glyphs.length > 0 ? [x0, y0, x1, y1] : [0, 0, 0, 0] };
}
