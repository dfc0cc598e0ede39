import { type FloatTensor, type Graph, rowOf } from '../graphs/graph.ts';
import { decodeLatent, type LatentScale, VAE_SCALE } from './vae.ts';

/** Side of a tile, latent pixels: 512 pixels of the picture. */
const TILE = 64;
/** How far two neighbours overlap. */
const OVERLAP = 16;

/** Area that is decoded at once: 1024 × 1024 pixels of the picture. */
const WHOLE = 128 * 128;

/** The picture of a latent of any size. @returns [1, 3, 8 × height, 8 × width] */
export function decodeLarge(decoder: Graph, latent: FloatTensor, scale: LatentScale): Promise<FloatTensor> {
  const [, , height, width] = latent.dims;
  return height * width <= WHOLE ? decodeLatent(decoder, latent, scale) : decodeTiled(decoder, latent, scale);
}

/**
 * Decodes a large latent tile by tile, so that memory stays that of one tile. Neighbours fade into each other, since
 * each sees only its own part of the picture.
 *
 * @param latent [1, channels, height, width]
 * @returns [1, 3, 8 × height, 8 × width]
 */
export async function decodeTiled(
  decoder: Graph,
  latent: FloatTensor,
  scale: LatentScale,
): Promise<FloatTensor> {
  const [, , height, width] = latent.dims;
  const rows = startsOf(height);
  const columns = startsOf(width);
  const [pictureHeight, pictureWidth] = [height * VAE_SCALE, width * VAE_SCALE];
  const sum = new Float32Array(3 * pictureHeight * pictureWidth);
  const weights = new Float32Array(pictureHeight * pictureWidth);
  for (const top of rows) {
    for (const left of columns) {
      const tile = cut(latent, top, left);
      const picture = rowOf(await decodeLatent(decoder, tile, scale), 0);
      const at = { top: top * VAE_SCALE, left: left * VAE_SCALE, width: pictureWidth };
      addTile(sum, weights, picture, at);
    }
  }
  const plane = weights.length;
  for (let i = 0; i < sum.length; i++) sum[i] /= weights[i % plane];
  return { dims: [1, 3, pictureHeight, pictureWidth], data: sum };
}

/** Where tiles begin, the last one at the end. */
function startsOf(length: number): number[] {
  if (length <= TILE) return [0];
  const count = Math.ceil((length - OVERLAP) / (TILE - OVERLAP));
  return Array.from({ length: count }, (_, i) => Math.round((i * (length - TILE)) / (count - 1)));
}

function cut({ dims, data }: FloatTensor, top: number, left: number): FloatTensor {
  const [, channels, height, width] = dims;
  const [rows, columns] = [Math.min(TILE, height), Math.min(TILE, width)];
  const tile = new Float32Array(channels * rows * columns);
  for (let channel = 0; channel < channels; channel++) {
    for (let row = 0; row < rows; row++) {
      const from = (channel * height + top + row) * width + left;
      tile.set(data.subarray(from, from + columns), (channel * rows + row) * columns);
    }
  }
  return { dims: [1, channels, rows, columns], data: tile };
}

/** Adds a tile, its weight falling towards its edges; at the picture's own edge nothing else has any. */
function addTile(
  sum: Float32Array,
  weights: Float32Array,
  { dims, data }: FloatTensor,
  at: { top: number; left: number; width: number },
): void {
  const [, , height, width] = dims;
  const fade = OVERLAP * VAE_SCALE;
  const ramp = (place: number, length: number) =>
    Math.min(1, (place + 0.5) / fade, (length - place - 0.5) / fade);
  const plane = weights.length;
  for (let row = 0; row < height; row++) {
    const vertical = ramp(row, height);
    for (let column = 0; column < width; column++) {
      const weight = vertical * ramp(column, width);
      const to = (at.top + row) * at.width + at.left + column;
      weights[to] += weight;
      for (let channel = 0; channel < 3; channel++) {
        sum[channel * plane + to] += weight * data[(channel * height + row) * width + column];
      }
    }
  }
}
