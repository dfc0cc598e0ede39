import type { FloatTensor, Graph } from '../graphs/graph.ts';
import type { NoiseSource } from './noise.ts';

/** Pixels of a picture for one of a latent, in each direction. */
export const VAE_SCALE = 8;

/** How a VAE's latents are scaled for the model: (z − shift) · scaling. */
export interface LatentScale {
  scaling: number;
  shift: number;
}

/** Limits of the logarithm of the posterior's variance, as the VAE was trained with. */
const LOG_VARIANCE = { min: -30, max: 20 };

/** What the encoder says of a picture: a normal distribution of latents. */
export interface Posterior {
  /** [1, 2 × channels, height / 8, width / 8]: means, then logarithms of variances. */
  moments: FloatTensor;
}

/** @param picture [1, 3, height, width], −1 to 1 */
export async function encodePicture(encoder: Graph, picture: FloatTensor): Promise<Posterior> {
  const { inputs, outputs } = encoder.signature;
  const result = await encoder.run({ [inputs[0].name]: picture }, [outputs[0].name]);
  return { moments: result[outputs[0].name] };
}

/**
 * A latent of a picture. Kingma and Welling, "Auto-Encoding Variational Bayes", 2014.
 *
 * @param noise undefined: the most likely one instead of a random one
 */
export function sampleLatent(
  { moments }: Posterior,
  { scaling, shift }: LatentScale,
  noise: NoiseSource | undefined,
): FloatTensor {
  const [, doubled, height, width] = moments.dims;
  const length = moments.data.length / 2;
  const draws = noise?.draw(length);
  const data = new Float32Array(length);
  for (let i = 0; i < length; i++) {
    const logVariance = Math.min(Math.max(moments.data[length + i], LOG_VARIANCE.min), LOG_VARIANCE.max);
    const deviation = draws === undefined ? 0 : Math.exp(0.5 * logVariance) * draws[i];
    data[i] = (moments.data[i] + deviation - shift) * scaling;
  }
  return { dims: [1, doubled / 2, height, width], data };
}

/** The picture of a latent, [1, 3, height, width], about −1 to 1. */
export async function decodeLatent(
  decoder: Graph,
  latent: FloatTensor,
  { scaling, shift }: LatentScale,
): Promise<FloatTensor> {
  const { inputs, outputs } = decoder.signature;
  const data = latent.data.map((value) => value / scaling + shift);
  const result = await decoder.run({ [inputs[0].name]: { dims: latent.dims, data } }, [outputs[0].name]);
  return result[outputs[0].name];
}
