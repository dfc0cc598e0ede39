import type { Warning } from '@nanococoa/proto/common/v1/job.ts';
import type { CoarseMask } from './refine-matte.ts';

export interface MaskAssessment {
  /** 0..1: how sharply the model told product from background. */
  confidence: number;
  warnings: Warning[];
  /** Which sides of the photo cut the product off. */
  touches: { left: boolean; right: boolean; top: boolean; bottom: boolean };
}

const EMPTY_BELOW = 0.003;
const EVERYTHING_ABOVE = 0.97;
const UNCERTAIN_BELOW = 0.6;

/** Judges a matte: `saliency` is the model's own answer, 0..1 (any size), `alpha` the result on the grid. */
export function assessMask(grid: CoarseMask, saliency?: Float32Array): MaskAssessment {
  const { width, height, alpha } = grid;
  const area = mean(alpha);
  const confidence = saliency === undefined ? 1 : certainty(saliency);
  const column = (x: number) => share(height, (y) => alpha[y * width + x]);
  const row = (y: number) => share(width, (x) => alpha[y * width + x]);
  const touches = {
    left: column(0) > 0.02,
    right: column(width - 1) > 0.02,
    top: row(0) > 0.02,
    bottom: row(height - 1) > 0.02,
  };
  const warnings: Warning[] = [];
  if (area < EMPTY_BELOW) {
    warnings.push({
      reason: 'MASK_EMPTY',
      message: 'No product was found in the photo; the whole photo is used.',
    });
  } else if (area > EVERYTHING_ABOVE) {
    warnings.push({
      reason: 'MASK_COVERS_EVERYTHING',
      message: 'The product fills the whole photo; nothing was cut away.',
    });
  } else {
    const sides = Object.entries(touches)
      .filter(([, touched]) => touched)
      .map(([side]) => side);
    // A picture with transparency of its own is usually trimmed to its product: its sides say nothing.
    if (sides.length > 0 && saliency !== undefined) {
      warnings.push({
        reason: 'PRODUCT_TOUCHES_FRAME',
        message: `The product is cut off by the photo's ${sides.join(', ')} edge; a photo with space around it works better.`,
      });
    }
    if (confidence < UNCERTAIN_BELOW) {
      warnings.push({
        reason: 'MASK_UNCERTAIN',
        message: `The product's outline is uncertain (confidence ${confidence.toFixed(2)}); check the cut-out.`,
      });
    }
  }
  return { confidence: area < EMPTY_BELOW ? 0 : confidence, warnings, touches };
}

/** Share of the product's area about which the model was not in two minds (saliency far from one half). */
function certainty(saliency: Float32Array): number {
  let sure = 0;
  let unsure = 0;
  for (const answer of saliency) {
    const value = Math.max(0, Math.min(1, answer));
    sure += value > 0.5 ? 1 : 0;
    unsure += 4 * value * (1 - value);
  }
  return sure === 0 ? 0 : Math.max(0, Math.min(1, 1 - (0.8 * unsure) / (sure + unsure)));
}

function mean(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

function share(count: number, alphaAt: (i: number) => number): number {
  let covered = 0;
  for (let i = 0; i < count; i++) covered += alphaAt(i) > 0.5 ? 1 : 0;
  return covered / count;
}
