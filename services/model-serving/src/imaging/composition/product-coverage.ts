import type { Picture8 } from '../io/decode-image.ts';
import type { Rect } from '../text/layout/text-area.ts';

/** How text and product lie over each other. */
export interface Coverage {
  /** Part of the product's area under text, 0..1. */
  ofProduct: number;
  /** Part of the text's area over (or, in behind mode, hidden by) the product, 0..1. */
  ofText: number;
}

/** Measures the overlap of a placed text with the product's mask (8-bit grey of the canvas' size). */
export function productCoverage(
  sprite: Picture8,
  place: Rect,
  mask: Uint8Array,
  canvasWidth: number,
): Coverage {
  let product = 0;
  for (let i = 0; i < mask.length; i++) product += mask[i] / 255;
  let text = 0;
  let both = 0;
  const canvasHeight = mask.length / canvasWidth;
  for (let row = 0; row < sprite.height; row++) {
    const y = place.y + row;
    for (let column = 0; column < sprite.width; column++) {
      const alpha = sprite.data[(row * sprite.width + column) * 4 + 3] / 255;
      const x = place.x + column;
      text += alpha;
      if (alpha === 0 || y < 0 || x < 0 || y >= canvasHeight || x >= canvasWidth) continue;
      both += (alpha * mask[y * canvasWidth + x]) / 255;
    }
  }
  return { ofProduct: product > 0 ? both / product : 0, ofText: text > 0 ? both / text : 0 };
}
