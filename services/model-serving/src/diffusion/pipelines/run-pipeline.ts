import type { PipelineGraphs } from '../graphs/pipeline-graphs.ts';
import { createNoise } from '../latents/noise.ts';
import { latentMask, pictureTensor, pixelsOf } from '../latents/picture-tensor.ts';
import { LATENT_COLORS, previewLatent } from '../latents/preview-latent.ts';
import { VAE_SCALE } from '../latents/vae.ts';
import type { MadePicture, PictureJob, PictureProgress } from '../picture-job.ts';
import type { Tokenizer } from '../prompt/tokenizer.ts';
import { createScheduler } from '../schedulers/create-scheduler.ts';
import { runFlux } from './flux.ts';
import { PipelineFault } from './pipeline-fault.ts';
import type { PipelineDescription } from './read-pipeline-folder.ts';
import { runStableDiffusion } from './stable-diffusion.ts';

/** A pipeline that is ready to run. */
export interface Pipeline {
  description: PipelineDescription;
  graphs: PipelineGraphs;
  tokenizer: Tokenizer;
  tokenizer2: Tokenizer | undefined;
}

export interface RunPipelineOptions {
  onProgress(progress: PictureProgress): void;
  /** Stops it between two steps. */
  signal: AbortSignal;
}

/** Makes a picture: what `job` leaves out is the model's own. */
export async function runPipeline(
  { description, graphs, tokenizer, tokenizer2 }: Pipeline,
  job: PictureJob,
  { onProgress, signal }: RunPipelineOptions,
): Promise<MadePicture> {
  const { family, defaults, channels, scale, textTokens } = description;
  const { prompt, negativePrompt, width, height, initial, control } = job;
  const steps = job.steps ?? defaults.steps;
  const [rows, columns] = [height / VAE_SCALE, width / VAE_SCALE];
  const request = {
    prompt,
    width,
    height,
    steps,
    guidance: job.guidance ?? defaults.guidance,
    scheduler: createScheduler(description.scheduler, {
      steps,
      name: job.scheduler,
      imageSequenceLength: (rows / 2) * (columns / 2),
    }),
    noise: createNoise(job.seed),
    signal,
    initial: initial && {
      picture: pictureTensor(initial.pixels, width, height, -1),
      strength: initial.strength,
      posterior: 'sample' as const,
      mask: initial.mask && latentMask(initial.mask, width, height),
    },
    onStep: ({ done, total, clean }: { done: number; total: number; clean: Float32Array }) => {
      const latent = { dims: [1, channels, rows, columns], data: clean };
      onProgress({ done, total, preview: previewLatent(latent, LATENT_COLORS[family]) });
    },
  };
  if (family === 'flux') {
    if (tokenizer2 === undefined) throw new PipelineFault('FLUX needs two tokenizers');
    const flux = { graphs, tokenizer, tokenizer2, textTokens, channels, scale };
    return { width, height, pixels: pixelsOf(await runFlux(flux, request)) };
  }
  const { emptyPromptIsZero, guidanceEmbedding } = description;
  const picture = await runStableDiffusion(
    { graphs, tokenizer, tokenizer2, scale, channels, emptyPromptIsZero, guidanceEmbedding },
    {
      ...request,
      negativePrompt,
      control: control && {
        picture: pictureTensor(control.pixels, width, height, 0),
        scale: control.scale,
        start: 0,
        end: 1,
      },
    },
  );
  return { width, height, pixels: pixelsOf(picture) };
}
