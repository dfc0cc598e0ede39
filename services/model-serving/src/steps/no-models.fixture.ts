import type { ProcessContext } from './step-context.ts';

/** The part of a step's context that steps of the studio engine never use. */
export const NO_MODELS: Pick<ProcessContext, 'models' | 'makePicture'> = {
  models: [],
  makePicture: () => Promise.reject(new Error('a step of the studio engine needs no diffusion model')),
};
