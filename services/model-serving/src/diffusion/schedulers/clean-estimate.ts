import type { PredictionType } from './scheduler.ts';
import { weigh } from './weigh.ts';

/** x₀ of a sample of variance 1, of which `signal` (√ᾱ) is left beside `deviation` (√(1 − ᾱ)) of noise. */
export function cleanOf(
  predictionType: PredictionType,
  { signal, deviation }: { signal: number; deviation: number },
  modelOutput: Float32Array,
  sample: Float32Array,
): Float32Array {
  return predictionType === 'v_prediction'
    ? weigh(signal, sample, -deviation, modelOutput)
    : weigh(1 / signal, sample, -deviation / signal, modelOutput);
}

/** x₀ of a sample whose noise has the standard deviation `sigma`. */
export function cleanOfSigma(
  predictionType: PredictionType,
  sigma: number,
  modelOutput: Float32Array,
  sample: Float32Array,
): Float32Array {
  if (predictionType === 'epsilon') return weigh(1, sample, -sigma, modelOutput);
  const variance = sigma ** 2 + 1;
  return weigh(1 / variance, sample, -sigma / Math.sqrt(variance), modelOutput);
}
