import type { CatalogueFont } from '@nanococoa/common/fonts/font-catalogue.ts';
import type { Scene } from '@nanococoa/proto/common/v1/scene.ts';
import type { Picture8 } from '../io/decode-image.ts';
import type { Pixels8 } from '../io/encode-image.ts';
import { type ProductSpace, textArea, type VerticalAnchor } from './layout/text-area.ts';
import { makeHeadline } from './make-headline.ts';
import type { TextMaterial } from './material/text-material.ts';

/** What to make. */
export interface TextOrder {
  copy: string;
  font: CatalogueFont;
  material: TextMaterial;
  canvas: { width: number; height: number };
  anchor: VerticalAnchor;
  product: ProductSpace;
  scene: Scene | undefined;
  /** The picture that the text will be set into, of the canvas' size; for what glass shows of it. */
  backdrop?: Picture8 | undefined;
  /** Where the product stands in it, 8-bit grey. */
  mask?: Uint8Array | undefined;
  seed: number;
  /** Called between pieces of work with the part done, 0..1. */
  pause: (fraction: number) => Promise<void>;
  /** Shown the letters in small, straight RGBA, before they are rendered in full. */
  onSketch?(letters: Pixels8): void;
}

/**
 * Makes the copy in 3D on a transparent canvas, straight 8-bit sRGB RGBA; of a copy without visible characters, an
 * empty canvas. Throws MissingGlyphsError when the font lacks a character.
 */
export async function makeText({ anchor, product, ...order }: TextOrder): Promise<Uint8Array> {
  return makeHeadline({ ...order, area: textArea(order.canvas, anchor, product) });
}
