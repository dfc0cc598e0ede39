import { BACKGROUND, PRODUCT, UNKNOWN } from './edge-band.ts';
import { edgeDistance } from './edge-distance.ts';

/**
 * For each pixel of a width × height picture whether it is BACKGROUND, PRODUCT or, within `reach` of the mask's
 * own pixels from its edge, UNKNOWN.
 */
export function mapKinds(
  mask: { width: number; height: number; alpha: Float32Array },
  width: number,
  height: number,
  reach: number,
): Uint8Array {
  const { alpha } = mask;
  const distance = edgeDistance(alpha, mask.width, mask.height);
  const coarse = new Uint8Array(distance.length);
  for (let i = 0; i < coarse.length; i++) {
    coarse[i] = Math.abs(distance[i]) <= reach ? UNKNOWN : distance[i] > 0 ? PRODUCT : BACKGROUND;
  }
  const columns = Int32Array.from({ length: width }, (_, x) => Math.floor(((x + 0.5) * mask.width) / width));
  const kinds = new Uint8Array(width * height);
  let last = -1;
  for (let y = 0; y < height; y++) {
    const row = Math.floor(((y + 0.5) * mask.height) / height) * mask.width;
    const to = y * width;
    if (row === last) kinds.copyWithin(to, to - width, to);
    else for (let x = 0; x < width; x++) kinds[to + x] = coarse[row + columns[x]];
    last = row;
  }
  return kinds;
}
