import { gaussianBlur } from '../raster/gaussian-blur.ts';
import { pixelBounds } from '../raster/pixel-bounds.ts';
import { createRaster } from '../raster/raster.ts';
import type { Rect } from '../text/layout/text-area.ts';
import type { Size } from './size.ts';

/** A part of a canvas with how much each of its pixels is painted anew, 0 (kept, byte for byte) to 255. */
export interface Band extends Rect {
  data: Uint8Array;
}

export interface BandOptions {
  /** What the band runs along, 8-bit coverage of the canvas. */
  along: Uint8Array;
  /** What lies on top: pixels are kept as far as it covers them, 8-bit. undefined: nothing does. */
  over?: Uint8Array | undefined;
  /** Every pixel that this covers at all is kept as it is. */
  kept?: Uint8Array | undefined;
  canvas: Size;
  /** About half the band's width outside, pixels. */
  widthPx: number;
}

/** Coverage from which on a pixel belongs to what the band runs along. */
const SEEN = 5;
/** How far the band reaches, in its widths. */
const REACH = 2.5;
/** Below this nobody sees that a pixel was painted anew. */
const LEAST = 6;

/** A band along the edge of something, full at the edge and fading outwards; undefined where there is nothing. */
export async function softBand(options: BandOptions): Promise<Band | undefined> {
  const { along, over, kept, canvas, widthPx } = options;
  const bounds = pixelBounds({ ...canvas, channels: 1, channel: 0, data: along }, SEEN);
  if (bounds === undefined) return undefined;
  const box = grow(bounds, Math.ceil(REACH * widthPx), canvas);
  const coverage = createRaster(box.width, box.height, 1);
  for (let y = 0; y < box.height; y++) {
    const row = (box.y + y) * canvas.width + box.x;
    for (let x = 0; x < box.width; x++) coverage.data[y * box.width + x] = along[row + x] / 255;
  }
  const near = await gaussianBlur(coverage, widthPx);
  const data = new Uint8Array(box.width * box.height);
  for (let y = 0; y < box.height; y++) {
    const row = (box.y + y) * canvas.width + box.x;
    for (let x = 0; x < box.width; x++) {
      const i = y * box.width + x;
      if ((kept?.[row + x] ?? 0) > 0) continue;
      // Half of the blur's reach is covered at a straight edge, little of it at a thin one.
      const share =
        Math.min(1, Math.max(2 * near.data[i], coverage.data[i])) * (255 - (over?.[row + x] ?? 0));
      data[i] = share < LEAST ? 0 : Math.round(share);
    }
  }
  return { ...box, data };
}

function grow({ x, y, width, height }: Rect, by: number, canvas: Size): Rect {
  const left = Math.max(0, x - by);
  const top = Math.max(0, y - by);
  return {
    x: left,
    y: top,
    width: Math.min(canvas.width, x + width + by) - left,
    height: Math.min(canvas.height, y + height + by) - top,
  };
}
