import { SRGB8_TO_LINEAR } from '../color/srgb.ts';
import { bandKernel } from '../parallel/band-kernel.ts';
import { runBands } from '../parallel/run-bands.ts';
import { toSharedBytes } from '../parallel/shared-array.ts';
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
export async function cutRegion(input: {
  /** Straight RGBA of the canvas, shared. */
  canvas: CanvasPixels;
  /** The text's pixels, shared. */
  sprite: CanvasPixels;
  place: Rect;
  reach: number;
  mask: Uint8Array | undefined;
  /** Whether the product stands in front of the text. */
  behind: boolean;
  pause: (fraction: number) => Promise<void>;
}): Promise<Region> {
  const { canvas, sprite, place, mask, behind, pause } = input;
  const reach = Math.ceil(input.reach);
  const x = Math.max(0, place.x - reach);
  const y = Math.max(0, place.y - reach);
  const width = Math.min(canvas.width, place.x + place.width + reach) - x;
  const height = Math.min(canvas.height, place.y + place.height + reach) - y;
  const region: Region = {
    box: { x, y, width, height },
    picture: createRaster(width, height, 3),
    text: createRaster(width, height, 3),
    alpha: createRaster(width, height, 1),
    product: createRaster(width, height, 1),
  };
  const { picture, text, alpha, product } = region;
  await runBands({
    kernel: CUT,
    context: {
      ...{ canvas, region, sprite, place, behind, mask: mask && toSharedBytes(mask) },
    },
    writes: [picture, text, alpha, product].map(({ data }) => data),
    rows: height,
    rowPixels: width,
    pause,
  });
  return region;
}

/** 8-bit straight RGBA. */
export interface CanvasPixels {
  width: number;
  height: number;
  data: Uint8Array;
}

const CUT = bandKernel(import.meta.url, createCutRows);

interface CutContext {
  canvas: CanvasPixels;
  region: Region;
  sprite: CanvasPixels;
  place: Rect;
  mask: Uint8Array | undefined;
  behind: boolean;
}

export function createCutRows({ canvas, region, sprite, place, mask, behind }: CutContext) {
  const { box, picture, text, alpha, product } = region;
  return (first: number, end: number): void => {
    for (let y = first; y < end; y++) {
      for (let x = 0; x < box.width; x++) {
        const i = y * box.width + x;
        const from = (box.y + y) * canvas.width + box.x + x;
        for (let c = 0; c < 3; c++) picture.data[i * 3 + c] = SRGB8_TO_LINEAR[canvas.data[from * 4 + c]];
        const covered = mask ? mask[from] / 255 : 0;
        product.data[i] = covered;
        const sx = box.x + x - place.x;
        const sy = box.y + y - place.y;
        if (sx < 0 || sy < 0 || sx >= sprite.width || sy >= sprite.height) continue;
        const s = (sy * sprite.width + sx) * 4;
        for (let c = 0; c < 3; c++) text.data[i * 3 + c] = SRGB8_TO_LINEAR[sprite.data[s + c]];
        alpha.data[i] = (sprite.data[s + 3] / 255) * (behind ? 1 - covered : 1);
      }
    }
  };
}
