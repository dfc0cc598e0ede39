import type { PictureJob } from '../../diffusion/picture-job.ts';
import type { PreviewPicture } from '../../imaging/io/make-preview.ts';
import type { DiffusionContext, DiffusionModel } from '../step-context.ts';

/** A picture that a step has asked for. */
export interface AskedPicture {
  modelId: string;
  controlModelId: string | undefined;
  job: PictureJob;
}

export const SD: DiffusionModel = {
  id: 'sd',
  family: 'stable-diffusion',
  tasks: ['text_to_image', 'image_to_image', 'inpainting'],
};
export const FLUX: DiffusionModel = { id: 'flux', family: 'flux', tasks: ['text_to_image'] };
export const CANNY: DiffusionModel = { id: 'canny', family: 'stable-diffusion', tasks: ['control'] };

/** Colour of a pixel of a made picture, by its place 0..1. */
export type Painter = (x: number, y: number, job: PictureJob) => readonly [number, number, number];

/** Paints a bright wall above a table that is brighter at its left: what light and camera can be estimated from. */
export const SCENERY: Painter = (x, y) => {
  const light = 1.15 - 0.6 * x;
  return y < 0.45 ? [205, 196, 180] : [150 * light, 104 * light, 66 * light];
};

/** A context whose models paint by `painter` in four steps, and what was asked for, shown, told and warned of. */
export function paintingContext(painter: Painter, models: readonly DiffusionModel[] = [SD, CANNY, FLUX]) {
  const asked: AskedPicture[] = [];
  const shown: PreviewPicture[] = [];
  const told: { fraction: number; subStep: string; message: string; remainingMs: number | undefined }[] = [];
  const warned: { reason: string; message: string }[] = [];
  const context: DiffusionContext = {
    warn: (warning) => void warned.push(warning),
    models,
    cacheDir: '',
    progress: (fraction, subStep, message, remainingMs) =>
      void told.push({ fraction, subStep, message, remainingMs }),
    preview: (picture) => void shown.push(picture),
    inferMask: () => Promise.reject(new Error('a cut-out needs no model')),
    async makePicture(modelId, job, onProgress, controlModelId) {
      asked.push({ modelId, controlModelId, job });
      for (let done = 1; done <= 4; done++) {
        const [width, height] = [job.width / 8, job.height / 8];
        const preview = { width, height, data: new Uint8Array(width * height * 3).fill(128) };
        onProgress({ done, total: 4, preview, remainingMs: (4 - done) * 1000 });
      }
      const { width, height } = job;
      const pixels = new Uint8Array(width * height * 3);
      for (let i = 0; i < width * height; i++)
        pixels.set(painter(((i % width) + 0.5) / width, (Math.floor(i / width) + 0.5) / height, job), i * 3);
      return { width, height, pixels };
    },
  };
  return { context, asked, shown, told, warned };
}
