import { expect, test } from 'vitest';
import type { Graph } from '../graphs/graph.ts';
import { decodeLarge, decodeTiled } from './decode-tiled.ts';
import { decodeLatent, VAE_SCALE } from './vae.ts';

const SCALE = { scaling: 0.5, shift: 0.1 };

/** A decoder whose pixels depend on their own latent pixel only, or also on those `reach` away, as far as there are any. */
function decoder(reach: number): Graph & { largest(): number } {
  let largest = 0;
  return {
    largest: () => largest,
    signature: {
      inputs: [{ name: 'latent', type: 'float32', dims: [-1, 4, -1, -1] }],
      outputs: [{ name: 'picture', type: 'float32', dims: [-1, 3, -1, -1] }],
    },
    async run({ latent }) {
      const [, , height, width] = latent.dims;
      largest = Math.max(largest, height * width);
      const at = (row: number, column: number) => {
        const inside = row >= 0 && column >= 0 && row < height && column < width;
        return inside ? latent.data[row * width + column] : 0;
      };
      const data = new Float32Array(3 * height * width * VAE_SCALE ** 2);
      for (let i = 0; i < data.length; i++) {
        const x = i % (width * VAE_SCALE);
        const y = Math.floor(i / (width * VAE_SCALE)) % (height * VAE_SCALE);
        const [row, column] = [Math.floor(y / VAE_SCALE), Math.floor(x / VAE_SCALE)];
        data[i] = at(row, column) + (reach > 0 ? at(row - reach, column) + at(row, column + reach) : 0);
      }
      return { picture: { dims: [1, 3, height * VAE_SCALE, width * VAE_SCALE], data } };
    },
    release: () => Promise.resolve(),
  };
}

function latentOf(height: number, width: number) {
  const data = Float32Array.from({ length: 4 * height * width }, (_, at) => Math.sin(at * 12.9898) * 3);
  return { dims: [1, 4, height, width], data };
}

test.each([
  [150, 140],
  [64, 200],
  [40, 130],
])('tiles of a latent of %i × %i blend without seams', async (height, width) => {
  const graph = decoder(0);
  const latent = latentOf(height, width);
  const [tiled, whole] = [
    await decodeTiled(graph, latent, SCALE),
    await decodeLatent(decoder(0), latent, SCALE),
  ];
  expect(tiled.dims).toEqual(whole.dims);
  expect(graph.largest()).toBeLessThanOrEqual(64 * 64);
  const error = tiled.data.reduce((worst, value, at) => Math.max(worst, Math.abs(value - whole.data[at])), 0);
  expect(error).toBeLessThan(1e-5);
});

test('what a decoder sees beyond a tile is missed only near the tile’s edges, and there in part', async () => {
  const latent = latentOf(112, 112);
  const reach = 4;
  const tiled = await decodeTiled(decoder(reach), latent, SCALE);
  const whole = await decodeLatent(decoder(reach), latent, SCALE);
  const side = 112 * VAE_SCALE;
  // Two tiles in each direction, from 0 and from 48, which share 48 to 64.
  const isNearEdge = (place: number) => place >= 48 - reach && place < 64 + reach;
  let [far, near] = [0, 0];
  tiled.data.forEach((value, at) => {
    const [x, y] = [at % side, Math.floor(at / side) % side].map((pixel) => Math.floor(pixel / VAE_SCALE));
    const error = Math.abs(value - whole.data[at]);
    if (isNearEdge(x) || isNearEdge(y)) near = Math.max(near, error);
    else far = Math.max(far, error);
  });
  expect(far).toBeLessThan(1e-5);
  // A tile whose neighbour is missing at its very edge has little weight there.
  expect(near).toBeGreaterThan(0);
  expect(near).toBeLessThan(6);
});

test('what fits is decoded at once', async () => {
  const graph = decoder(0);
  await decodeLarge(graph, latentOf(128, 128), SCALE);
  expect(graph.largest()).toBe(128 * 128);
});
