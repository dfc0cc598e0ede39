import type { FloatTensor } from '../graphs/graph.ts';

/** Highest period of the sinusoids. */
const MAX_PERIOD = 10_000;
/** Factor on the guidance, as such UNets were trained. */
const SCALE = 1000;

/**
 * The guidance as UNets are told it that were distilled with it: sinusoids of w − 1. Luo et al., "Latent Consistency
 * Models", 2023, after Vaswani et al. 2017.
 *
 * @returns [1, width]
 */
export function guidanceEmbedding(guidance: number, width: number): FloatTensor {
  const half = Math.floor(width / 2);
  const data = new Float32Array(width);
  for (let at = 0; at < half; at++) {
    const angle = SCALE * (guidance - 1) * Math.exp((-Math.log(MAX_PERIOD) * at) / (half - 1));
    data[at] = Math.sin(angle);
    data[half + at] = Math.cos(angle);
  }
  return { dims: [1, width], data };
}
