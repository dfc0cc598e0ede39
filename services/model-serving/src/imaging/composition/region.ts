import { SRGB8_TO_LINEAR } from '../color/srgb.ts';
import type { Picture8 } from '../io/decode-image.ts';
import { createRaster, type Raster } from '../raster/raster.ts';
import type { Rect } from '../text/layout/text-area.ts';

/** The part of the canvas that text and shadow can change, as linear light. */
export interface Region {
  /** Where on the canvas, whole pixels, inside it. */
  box: Rect;
  /** The picture, RGB. */
  picture: Raster;
  /** The text's colours, RGB, not premultiplied; 0 where there is none. */
  text: Raster;
  /** The text's alpha, 0..1, less what the product hides. */
  alpha: Raster;
  /** The product, 0..1. */
  product: Raster;
}

/**
 * Cuts the region around a placed text out of the canvas, `reach` pixels wider on each side, clipped to the
 * canvas.
 */
export function cutRegion(input: {
  canvas: Picture8;
  sprite: Picture8;
  place: Rect;
  reach: number;
  mask: Uint8Array | undefined;
  /** Whether the product stands in front of the text. */
  behind: boolean;
}): Region {
  const { canvas, sprite, place, mask, behind } = input;
  const reach = Math.ceil(input.reach);
  const x0 = Math.max(0, place.x - reach);
  const y0 = Math.max(0, place.y - reach);
  const width = Math.min(canvas.width, place.x + place.width + reach) - x0;
  const height = Math.min(canvas.height, place.y + place.height + reach) - y0;
  const region: Region = {
    box: { x: x0, y: y0, width, height },
    picture: createRaster(width, height, 3),
    text: createRaster(width, height, 3),
    alpha: createRaster(width, height, 1),
    product: createRaster(width, height, 1),
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const from = (y0 + y) * canvas.width + x0 + x;
      for (let c = 0; c < 3; c++) region.picture.data[i * 3 + c] = SRGB8_TO_LINEAR[canvas.data[from * 4 + c]];
      const product = mask ? mask[from] / 255 : 0;
      region.product.data[i] = product;
      const sx = x0 + x - place.x;
      const sy = y0 + y - place.y;
      if (sx < 0 || sy < 0 || sx >= sprite.width || sy >= sprite.height) continue;
      const s = (sy * sprite.width + sx) * 4;
      for (let c = 0; c < 3; c++) region.text.data[i * 3 + c] = SRGB8_TO_LINEAR[sprite.data[s + c]];
      region.alpha.data[i] = (sprite.data[s + 3] / 255) * (behind ? 1 - product : 1);
    }
  }
  return region;
}
