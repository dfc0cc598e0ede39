import { bandKernel } from '../parallel/band-kernel.ts';
import { runBands } from '../parallel/run-bands.ts';
import { sharedFloats } from '../parallel/shared-array.ts';
import type { Raster } from '../raster/raster.ts';
import { EDGE_END, relightValue } from '../render/finish.ts';
import type { PlacedProduct } from './place-product.ts';
import { createRelight, type RelightPlan } from './relight.ts';

/**
 * Largest difference, in 8-bit steps, between the finished picture (RGB of `canvasWidth`) and the photo's pixel under
 * the declared re-light, over the product's mask without its edge. 0.5 is rounding.
 */
export async function measureDeviation(
  picture: Uint8Array,
  canvasWidth: number,
  product: { placed: PlacedProduct; edge: Raster; relight: RelightPlan },
  pause?: (fraction: number) => Promise<void>,
): Promise<number> {
  const { width, height } = product.placed;
  const largest = sharedFloats(height);
  await runBands({
    kernel: DEVIATION,
    context: { ...product, picture, canvasWidth, largest },
    writes: [largest],
    rows: height,
    rowPixels: width,
    pause,
  });
  return largest.reduce((a, b) => Math.max(a, b), 0);
}

const DEVIATION = bandKernel(import.meta.url, createDeviationRows);

interface DeviationContext {
  picture: Uint8Array;
  canvasWidth: number;
  placed: PlacedProduct;
  edge: Raster;
  relight: RelightPlan;
  /** Of each of the product's rows. */
  largest: Float32Array;
}

export function createDeviationRows(context: DeviationContext) {
  const { picture, canvasWidth, placed, edge, largest } = context;
  const relight = createRelight(context.relight);
  const gain = new Float32Array(3);
  return (from: number, to: number): void => {
    for (let y = from; y < to; y++) {
      for (let x = 0; x < placed.width; x++) {
        const i = y * placed.width + x;
        if (edge.data[i] < EDGE_END || placed.data[i * 4 + 3] < 0.999) continue;
        relight.at(placed.left + x + 0.5, placed.top + y + 0.5, gain);
        const at = ((placed.top + y) * canvasWidth + placed.left + x) * 3;
        for (let c = 0; c < 3; c++) {
          const expected = relightValue(placed.data[i * 4 + c], gain[c]);
          largest[y] = Math.max(largest[y], Math.abs(picture[at + c] - expected));
        }
      }
    }
  };
}
