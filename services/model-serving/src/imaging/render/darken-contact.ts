import type { PlacedProduct } from '../product/place-product.ts';
import type { Raster } from '../raster/raster.ts';
import type { Layout } from './layout.ts';

export interface ContactOptions {
  layout: Layout;
  product: PlacedProduct;
  /** Strength of the product's shadows, 0..1. */
  shadow: number;
}

/** Seen from higher than this, what touches the surface lies hidden under the rim, whose shade is weaker and wider. */
const HIGHEST_RAD = 0.6;
const UNDER_RIM = 0.5;
/** How far, in centimetres, the narrow gap under a product's edge shuts light out. */
const REACH_CM = 0.3;
const DEPTH = 0.72;

/**
 * The thin dark line where a product meets the surface, finer than the light map's cells: below each column of the
 * product that ends near its foot, the surface darkens towards it.
 */
export function darkenContact(picture: Raster, { layout, product, shadow }: ContactOptions): void {
  const { camera } = layout;
  const elevation = Math.atan2(camera.heightCm, camera.distanceCm);
  if (shadow === 0) return;
  const depth = DEPTH * shadow * (elevation > HIGHEST_RAD ? UNDER_RIM : 1);
  const { bottoms, lowest } = columnBottoms(product);
  const pixelsPerCm = camera.pixelsPerCm(camera.project(0, 0, 0)[2]);
  const reach = Math.max(1.2, REACH_CM * pixelsPerCm * (0.25 + Math.sin(elevation)));
  // The foot's edge is an arc; what ends higher than its ends hangs over the surface.
  const arc = product.width * 0.5 * Math.sin(elevation) + 2;
  for (let x = 0; x < product.width; x++) {
    const bottom = bottoms[x];
    if (bottom < 0) continue;
    const touches = 1 - Math.max(0, lowest - bottom - arc * 0.6) / Math.max(1, arc * 0.6);
    if (touches <= 0) continue;
    const edge = product.top + bottom;
    for (let y = Math.floor(edge) - 1; y < Math.min(picture.height, edge + reach * 4); y++) {
      const factor = 1 - depth * touches * Math.exp(-Math.max(0, y + 0.5 - edge) / reach);
      const at = (y * picture.width + product.left + x) * 3;
      for (let c = 0; c < 3; c++) picture.data[at + c] *= factor;
    }
  }
}

/** For each column where its lowest opaque pixel ends (-1: none), to a part of a pixel, and the lowest of all. */
function columnBottoms({ width, height, data }: PlacedProduct): { bottoms: Float32Array; lowest: number } {
  const bottoms = new Float32Array(width).fill(-1);
  let lowest = 0;
  for (let x = 0; x < width; x++) {
    for (let y = height - 1; y >= 0; y--) {
      if (data[(y * width + x) * 4 + 3] <= 0.5) continue;
      const under = y + 1 < height ? data[((y + 1) * width + x) * 4 + 3] : 0;
      bottoms[x] = y + Math.min(1, data[(y * width + x) * 4 + 3]) + under;
      lowest = Math.max(lowest, bottoms[x]);
      break;
    }
  }
  return { bottoms, lowest };
}
