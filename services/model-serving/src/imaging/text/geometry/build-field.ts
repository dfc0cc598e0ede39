import type { ArrangedCopy } from '../layout/arrange-lines.ts';
import type { Field } from './field.ts';
import { fillMask, type Polygon } from './fill-mask.ts';
import { distanceToSegments } from './nearest-segment.ts';
import { smoothField } from './smooth-field.ts';

/**
 * The signed distance field of an arranged copy. `paddingEm` is left free around the ink; `offsetEm` makes
 * the letters fatter (positive) or thinner.
 */
export async function buildField(
  copy: ArrangedCopy,
  options: { texelsPerEm: number; paddingEm: number; offsetEm?: number },
): Promise<Field> {
  const { texelsPerEm, paddingEm, offsetEm = 0 } = options;
  const padding = Math.ceil(paddingEm * texelsPerEm) + 2;
  const width = Math.ceil(copy.width * texelsPerEm) + 2 * padding;
  const height = Math.ceil(copy.height * texelsPerEm) + 2 * padding;
  const { polygons, segments } = placeOutlines(copy, texelsPerEm, padding);
  const inside = fillMask(polygons, width, height);
  const distance = distanceToSegments(segments, width, height);
  const offset = offsetEm * texelsPerEm;
  for (let i = 0; i < distance.length; i++) distance[i] = (inside[i] ? -distance[i] : distance[i]) - offset;
  return { width, height, distance: await smoothField(distance, width, height), texelsPerEm, padding };
}

function placeOutlines(
  copy: ArrangedCopy,
  texelsPerEm: number,
  padding: number,
): { polygons: Polygon[]; segments: Float64Array } {
  const polygons: Polygon[] = [];
  const segments: Float64Array[] = [];
  for (const line of copy.lines) {
    const scale = line.size * texelsPerEm;
    for (const glyph of line.shaped.glyphs) {
      const x = line.x * texelsPerEm + glyph.x * scale + padding;
      const y = line.y * texelsPerEm + glyph.y * scale + padding;
      const place = (points: Float64Array): Float64Array =>
        points.map((value, index) => value * scale + (index % 2 === 0 ? x : y));
      for (const contour of glyph.outline.contours) polygons.push(place(contour));
      segments.push(place(glyph.outline.boundary));
    }
  }
  const all = new Float64Array(segments.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of segments) {
    all.set(part, at);
    at += part.length;
  }
  return { polygons, segments: all };
}
