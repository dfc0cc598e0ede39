import type { FloatTensor } from '../graphs/graph.ts';
import { VAE_SCALE } from './vae.ts';

/** RGB bytes as planes of numbers between `low` and 1. @returns [1, 3, height, width] */
export function pictureTensor(pixels: Uint8Array, width: number, height: number, low: -1 | 0): FloatTensor {
  const plane = width * height;
  const data = new Float32Array(3 * plane);
  for (let at = 0; at < plane; at++) {
    for (let color = 0; color < 3; color++) {
      data[color * plane + at] = low + (pixels[3 * at + color] / 255) * (1 - low);
    }
  }
  return { dims: [1, 3, height, width], data };
}

/** Planes of numbers between −1 and 1 as RGB bytes. */
export function pixelsOf({ dims, data }: FloatTensor): Uint8Array {
  const [, , height, width] = dims;
  const plane = width * height;
  const pixels = new Uint8Array(3 * plane);
  for (let at = 0; at < plane; at++) {
    for (let color = 0; color < 3; color++) {
      const value = data[color * plane + at] / 2 + 0.5;
      pixels[3 * at + color] = Math.round(Math.min(Math.max(value, 0), 1) * 255);
    }
  }
  return pixels;
}

/** A mask at a latent's size: each of its pixels is what the top-left one of its 8 × 8 is. @returns [1, 1, height / 8, width / 8], 0 or 1 */
export function latentMask(mask: Uint8Array, width: number, height: number): FloatTensor {
  const [rows, columns] = [height / VAE_SCALE, width / VAE_SCALE];
  const data = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      data[row * columns + column] = mask[VAE_SCALE * (row * width + column)] >= 128 ? 1 : 0;
    }
  }
  return { dims: [1, 1, rows, columns], data };
}
