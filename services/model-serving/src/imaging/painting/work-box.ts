import type { Rect } from '../text/layout/text-area.ts';
import type { Size } from './size.ts';

/** Longer side over shorter side of a part that a model still makes well. */
const LONGEST = 2;

/**
 * The part of a canvas that a model is to work on: `bounds` with so much around it (pixels), not too long, and where the
 * canvas allows it of at least so many pixels: a model sees more of the picture, and is asked for no smaller one than it
 * makes well. Whole pixels, inside of the canvas.
 */
export function workBox(
  bounds: Rect,
  canvas: Size,
  { around, leastPixels }: { around: number; leastPixels: number },
): Rect {
  let width = bounds.width + 2 * around;
  let height = bounds.height + 2 * around;
  width = Math.max(width, height / LONGEST);
  height = Math.max(height, width / LONGEST);
  const growth = Math.max(1, Math.sqrt(leastPixels / (width * height)));
  width = Math.min(canvas.width, Math.ceil(width * growth));
  height = Math.min(canvas.height, Math.ceil(height * growth));
  // Where one side ends at the canvas' the other makes up for it.
  width = Math.min(canvas.width, Math.max(width, Math.ceil(leastPixels / height)));
  height = Math.min(canvas.height, Math.max(height, Math.ceil(leastPixels / width)));
  const place = (start: number, size: number, own: number, room: number) =>
    Math.max(0, Math.min(room - own, Math.round(start + (size - own) / 2)));
  return {
    x: place(bounds.x, bounds.width, width, canvas.width),
    y: place(bounds.y, bounds.height, height, canvas.height),
    width,
    height,
  };
}
