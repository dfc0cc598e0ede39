import type { Raster } from '../raster/raster.ts';
import { EDGE_END, relightValue } from '../render/finish.ts';
import type { PlacedProduct } from './place-product.ts';
import { createRelight, type RelightPlan } from './relight.ts';

/**
 * Largest difference, in 8-bit steps, between the finished picture (RGB of `canvasWidth`) and the photo's pixel under
 * the declared re-light, over the product's mask without its edge. 0.5 is rounding.
 */
export function measureDeviation(
  picture: Uint8Array,
  canvasWidth: number,
  { placed, edge, relight: plan }: { placed: PlacedProduct; edge: Raster; relight: RelightPlan },
): number {
  const relight = createRelight(plan);
  const gain = new Float32Array(3);
  let largest = 0;
  for (let y = 0; y < placed.height; y++) {
    for (let x = 0; x < placed.width; x++) {
      const i = y * placed.width + x;
      if (edge.data[i] < EDGE_END || placed.data[i * 4 + 3] < 0.999) continue;
      relight.at(placed.left + x + 0.5, placed.top + y + 0.5, gain);
      const at = ((placed.top + y) * canvasWidth + placed.left + x) * 3;
      for (let c = 0; c < 3; c++) {
        largest = Math.max(
          largest,
          Math.abs(picture[at + c] - relightValue(placed.data[i * 4 + c], gain[c])),
        );
      }
    }
  }
  return largest;
}
