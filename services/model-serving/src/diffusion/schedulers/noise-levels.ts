import type { DiffusionSchedule } from './scheduler.ts';

type Betas = Pick<DiffusionSchedule, 'trainTimesteps' | 'betaStart' | 'betaEnd' | 'betaSchedule'>;

/**
 * ᾱ of every training step: how much of the clean sample's variance is left at it (Ho et al., "Denoising Diffusion
 * Probabilistic Models", 2020). "scaled_linear" is linear in √β, as latent diffusion models are trained.
 */
export function alphasCumprod({ trainTimesteps, betaStart, betaEnd, betaSchedule }: Betas): number[] {
  const isScaled = betaSchedule === 'scaled_linear';
  const [from, to] = isScaled ? [Math.sqrt(betaStart), Math.sqrt(betaEnd)] : [betaStart, betaEnd];
  let product = 1;
  return linspace(from, to, trainTimesteps).map((value) => {
    product *= 1 - (isScaled ? value * value : value);
    return product;
  });
}

/** σ of every training step: the noise on a sample whose clean part has variance 1, √((1 − ᾱ) / ᾱ). */
export function sigmasOf(alphas: readonly number[]): number[] {
  return alphas.map((alpha) => Math.sqrt((1 - alpha) / alpha));
}

/** `count` numbers from `from` to `to`, both included. */
export function linspace(from: number, to: number, count: number): number[] {
  const step = count > 1 ? (to - from) / (count - 1) : 0;
  return Array.from({ length: count }, (_, i) => from + i * step);
}

/** A table's value between its entries. */
export function interpolate(table: readonly number[], at: number): number {
  const low = Math.min(Math.max(Math.floor(at), 0), table.length - 1);
  const high = Math.min(low + 1, table.length - 1);
  return table[low] + (table[high] - table[low]) * (at - low);
}

/** NumPy's rounding: halves to the even number, which the schedules of published models were made with. */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
