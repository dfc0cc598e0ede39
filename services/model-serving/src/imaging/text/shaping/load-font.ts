import { readFile } from 'node:fs/promises';
import type { CatalogueFont } from '@nanococoa/common/fonts/font-catalogue.ts';
import { fontFile } from '@nanococoa/common/fonts/font-file.ts';
import { Blob, Face, Font } from 'harfbuzzjs';
import { boundarySegments } from './boundary-segments.ts';
import { type Contour, flattenOutline } from './flatten-outline.ts';

/** A glyph's shape in em, y down, the pen at the origin. */
export interface GlyphOutline {
  /** For filling, by the nonzero rule. */
  contours: readonly Contour[];
  /** For distances: x0, y0, x1, y1 quadruples of the visible edge. */
  boundary: Float64Array;
  /** x0, y0, x1, y1; undefined for a blank glyph. */
  bounds: readonly [number, number, number, number] | undefined;
}

/** A font ready for shaping. */
export interface LoadedFont {
  id: string;
  font: Font;
  unitsPerEm: number;
  /** Outline of a glyph id; made once. */
  outline(glyphId: number): GlyphOutline;
}

const loaded = new Map<string, Promise<LoadedFont>>();

/** Loads a catalogue font; a process keeps each font it has loaded (2 to 6 MB). */
export function loadFont(font: CatalogueFont): Promise<LoadedFont> {
  const known = loaded.get(font.id);
  if (known) return known;
  const loading = open(font);
  loaded.set(font.id, loading);
  loading.catch(() => loaded.delete(font.id));
  return loading;
}

async function open(entry: CatalogueFont): Promise<LoadedFont> {
  const face = new Face(new Blob(await readFile(fontFile(entry))));
  const font = new Font(face);
  const outlines = new Map<number, GlyphOutline>();
  const outline = (glyphId: number): GlyphOutline => {
    let known = outlines.get(glyphId);
    if (!known) {
      const contours = flattenOutline(font.glyphToJson(glyphId), face.upem);
      known = { contours, boundary: boundarySegments(contours), bounds: contourBounds(contours) };
      outlines.set(glyphId, known);
    }
    return known;
  };
  return { id: entry.id, font, unitsPerEm: face.upem, outline };
}

function contourBounds(contours: readonly Contour[]): GlyphOutline['bounds'] {
  if (contours.length === 0) return undefined;
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const contour of contours) {
    for (let i = 0; i < contour.length; i += 2) {
      x0 = Math.min(x0, contour[i]);
      x1 = Math.max(x1, contour[i]);
      y0 = Math.min(y0, contour[i + 1]);
      y1 = Math.max(y1, contour[i + 1]);
    }
  }
  return [x0, y0, x1, y1];
}
