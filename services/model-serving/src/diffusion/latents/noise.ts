import { createRandom } from '../../imaging/math/random.ts';

/** Where a run's noise comes from. */
export interface NoiseSource {
  /** The next numbers of a normal distribution, mean 0, variance 1. */
  draw(length: number): Float32Array;
}

/** Noise that a seed determines. Source: Box and Muller, "A Note on the Generation of Random Normal Deviates", 1958. */
export function createNoise(seed: number): NoiseSource {
  const random = createRandom(seed);
  return {
    draw(length) {
      const noise = new Float32Array(length);
      for (let i = 0; i < length; i += 2) {
        // 1 − r is never 0, whose logarithm has no end.
        const radius = Math.sqrt(-2 * Math.log(1 - random()));
        const angle = 2 * Math.PI * random();
        noise[i] = radius * Math.cos(angle);
        if (i + 1 < length) noise[i + 1] = radius * Math.sin(angle);
      }
      return noise;
    },
  };
}
