import type { MadePicture, PictureJob } from '../../diffusion/picture-job.ts';
import { layLatent, type PreviewStage } from '../../imaging/painting/lay-latent.ts';
import type { DiffusionContext } from '../step-context.ts';

/** A picture to be painted, and how the step tells of it. */
export interface PaintOrder {
  modelId: string;
  controlModelId?: string;
  job: PictureJob;
  /** What previews show. */
  stage: PreviewStage;
  /** The part of the step that it is. */
  from: number;
  to: number;
  subStep: string;
  /** What is being done, such as "Painting the scene". */
  doing: string;
  /** How many as large pictures the step will have painted after it, 0.5 for one of half as many denoising steps. */
  followed?: number;
}

/** Previews cost the worker and the wire something: so far apart at least. */
const PREVIEW_INTERVAL_MS = 500;

/** Has a model paint, telling of each denoising step; now and then with a preview. */
export async function paint(context: DiffusionContext, order: PaintOrder): Promise<MadePicture> {
  const { modelId, controlModelId, job, stage, from, to, subStep, doing, followed = 0 } = order;
  let shownMs = Number.NEGATIVE_INFINITY;
  let firstMs = 0;
  context.progress(from, subStep, `${doing}.`);
  return await context.makePicture(
    modelId,
    job,
    ({ done, total, preview, remainingMs }) => {
      const nowMs = performance.now();
      if (done === 1) firstMs = nowMs;
      const stepMs = done > 1 ? (nowMs - firstMs) / (done - 1) : 0;
      const left = remainingMs === undefined ? undefined : remainingMs + followed * total * stepMs;
      const fraction = from + (to - from) * (done / total);
      context.progress(fraction, subStep, `${doing}: step ${done} of ${total}.`, left);
      if (nowMs - shownMs < PREVIEW_INTERVAL_MS) return;
      shownMs = nowMs;
      context.preview(layLatent(stage, preview));
    },
    controlModelId,
  );
}
