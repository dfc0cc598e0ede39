import type { PlacedProduct } from './place-product.ts';

/** The product's alpha on a canvas of zeros, 8-bit. */
export function drawMask(placed: PlacedProduct, width: number, height: number): Uint8Array {
  const mask = new Uint8Array(width * height);
  for (let y = 0; y < placed.height; y++) {
    const row = (placed.top + y) * width + placed.left;
    for (let x = 0; x < placed.width; x++) {
      mask[row + x] = Math.round(placed.data[(y * placed.width + x) * 4 + 3] * 255);
    }
  }
  return mask;
}
