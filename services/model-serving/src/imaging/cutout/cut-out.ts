import type { Picture8 } from '../io/decode-image.ts';
import { createStages } from '../pace/pacer.ts';
import { tickWhile } from '../pace/tick-while.ts';
import { applyMatte } from './apply-matte.ts';
import { assessMask, type MaskAssessment } from './assess-mask.ts';
import { toModelTensor, toSaliency } from './model-tensor.ts';
import { findEdge, GRID_SIDE, maskOnGrid } from './refine-matte.ts';

/** The product on transparency: straight RGBA at the photo's own resolution, and what is known about its mask. */
export interface Cutout extends MaskAssessment {
  picture: Picture8;
  /** Whether the mask came from the model; false: from the photo's own transparency. */
  estimated: boolean;
}

export interface CutOutDependencies {
  /** The model; see StepContext. */
  inferMask(tensor: Float32Array): Promise<Float32Array>;
  /** Told after each of the parts of the work, 0..1. */
  onProgress?(fraction: number): void;
}

/**
 * Cuts the product out of its photo. A photo that has transparency keeps it. Works in the photo's own memory:
 * `photo` must not be used afterwards.
 */
export async function cutOut(
  photo: Picture8,
  { inferMask, onProgress }: CutOutDependencies,
): Promise<Cutout> {
  if (photo.hasAlpha) return { picture: photo, estimated: false, ...assessMask(ownAlpha(photo)) };
  const stage = createStages((fraction) => onProgress?.(fraction));
  const tensor = await toModelTensor(photo);
  await stage(0.15);
  const answer = await tickWhile(inferMask(tensor), 300, (fraction) => onProgress?.(0.15 + 0.45 * fraction));
  const saliency = toSaliency(answer);
  await stage(0.6);
  const mask = await maskOnGrid(photo, saliency);
  await stage(0.7);
  const assessment = assessMask(mask, answer);
  const unusable = assessment.warnings.some(({ reason }) => reason === 'MASK_EMPTY');
  if (!unusable) {
    const edge = await findEdge(photo, mask, () => stage(0.75));
    await stage(0.85);
    applyMatte(photo, edge, (fraction) => onProgress?.(0.85 + 0.15 * fraction));
  }
  return { picture: photo, estimated: true, ...assessment };
}

/** The photo's own alpha on a small grid, nearest pixels. */
function ownAlpha({ width, height, data }: Picture8): { width: number; height: number; alpha: Float32Array } {
  const scale = Math.min(1, GRID_SIDE / Math.max(width, height));
  const w = Math.max(1, Math.round(width * scale));
  const h = Math.max(1, Math.round(height * scale));
  const column = (i: number, from: number, to: number) => Math.round((i * (from - 1)) / Math.max(1, to - 1));
  const alpha = Float32Array.from({ length: w * h }, (_, i) => {
    const x = column(i % w, width, w);
    const y = column(Math.floor(i / w), height, h);
    return data[(y * width + x) * 4 + 3] / 255;
  });
  return { width: w, height: h, alpha };
}
