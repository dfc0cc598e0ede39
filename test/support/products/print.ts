import { findFont } from '@nanococoa/common/fonts/font-catalogue.ts';
import { fillMask } from '../../../services/model-serving/src/imaging/text/geometry/fill-mask.ts';
import { loadFont } from '../../../services/model-serving/src/imaging/text/shaping/load-font.ts';
import { shapeLine } from '../../../services/model-serving/src/imaging/text/shaping/shape-line.ts';

/** A line of print: its middle, and the height of its em, in shares of the sheet's height; `x` of its width. */
export interface PrintedLine {
  text: string;
  fontId: string;
  x: number;
  y: number;
  em: number;
  tracking?: number;
}

/** Ink on a sheet. */
export interface Sheet {
  width: number;
  height: number;
  /** 0: bare, 1: inked. */
  ink: Float32Array;
}

const SUPERSAMPLING = 3;

/** Sets lines of type on a sheet of width × height texels. */
export async function printSheet(width: number, height: number, lines: PrintedLine[]): Promise<Sheet> {
  const ink = new Float32Array(width * height);
  for (const line of lines) {
    const font = findFont(line.fontId);
    if (!font) throw new RangeError(`there is no font ${line.fontId}`);
    const shaped = shapeLine(await loadFont(font), line.text, line.tracking ?? 0);
    const em = line.em * height * SUPERSAMPLING;
    const left = line.x * width * SUPERSAMPLING - ((shaped.ink[0] + shaped.ink[2]) / 2) * em;
    const base = line.y * height * SUPERSAMPLING + 0.35 * em;
    const polygons = shaped.glyphs.flatMap((glyph) =>
      glyph.outline.contours.map((contour) =>
        contour.map((value, i) =>
          i % 2 === 0 ? left + (value + glyph.x) * em : base + (value + glyph.y) * em,
        ),
      ),
    );
    const mask = fillMask(polygons, width * SUPERSAMPLING, height * SUPERSAMPLING);
    for (let i = 0; i < mask.length; i++) {
      if (mask[i] === 0) continue;
      const x = Math.floor((i % (width * SUPERSAMPLING)) / SUPERSAMPLING);
      const y = Math.floor(i / (width * SUPERSAMPLING) / SUPERSAMPLING);
      ink[y * width + x] += 1 / SUPERSAMPLING ** 2;
    }
  }
  return { width, height, ink: ink.map((value) => Math.min(1, value)) };
}

/** Ink at (u, v) 0..1 from the sheet's upper left, bilinear; none beside the sheet. */
export function inkAt({ width, height, ink }: Sheet, u: number, v: number): number {
  if (u < 0 || u > 1 || v < 0 || v > 1) return 0;
  const x = Math.max(0, Math.min(width - 1.001, u * width - 0.5));
  const y = Math.max(0, Math.min(height - 1.001, v * height - 0.5));
  const i = Math.floor(y) * width + Math.floor(x);
  const fx = x - Math.floor(x);
  const fy = y - Math.floor(y);
  const top = ink[i] + (ink[i + 1] - ink[i]) * fx;
  const bottom = ink[i + width] + (ink[i + width + 1] - ink[i + width]) * fx;
  return top + (bottom - top) * fy;
}
