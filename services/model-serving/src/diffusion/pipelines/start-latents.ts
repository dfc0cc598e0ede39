import type { FloatTensor } from '../graphs/graph.ts';
import type { PipelineGraphs } from '../graphs/pipeline-graphs.ts';
import { encodePicture, type LatentScale, sampleLatent } from '../latents/vae.ts';
import type { Scheduler } from '../schedulers/scheduler.ts';
import { firstStep, type PictureRequest } from './picture-request.ts';

/** Where denoising begins. */
export interface StartLatents {
  latents: Float32Array;
  /** What inpainting puts back after each step; undefined: nothing is kept. */
  keep: ((latents: Float32Array, index: number) => Float32Array) | undefined;
}

export interface StartLatentsOptions {
  graphs: PipelineGraphs;
  scale: LatentScale;
  /** Numbers of a latent. */
  length: number;
  /** Puts [channels, height, width] into the model's order; without it that is the order. */
  arrange?: (latents: Float32Array) => Float32Array;
}

/** Noise, or a picture with as much noise as the first step expects. */
export async function startLatents(
  { graphs, scale, length, arrange = (latents) => latents }: StartLatentsOptions,
  request: Pick<PictureRequest, 'scheduler' | 'noise' | 'initial' | 'steps'>,
): Promise<StartLatents> {
  const { scheduler, noise, initial } = request;
  if (initial === undefined) {
    return { latents: times(noise.draw(length), scheduler.initNoiseSigma), keep: undefined };
  }
  const posterior = await graphs.use('vae_encoder', (encoder) => encodePicture(encoder, initial.picture));
  const drawn = initial.posterior === 'sample' ? noise : undefined;
  const clean = arrange(sampleLatent(posterior, scale, drawn).data);
  const base = noise.draw(length);
  const from = firstStep(request);
  const isAllNew = initial.mask !== undefined && from === 0;
  const latents = isAllNew
    ? times(base, scheduler.initNoiseSigma)
    : scheduler.addNoise(clean, base, Math.min(from, scheduler.timesteps.length - 1));
  const mask = initial.mask && arrange(everyChannel(initial.mask, length));
  return { latents, keep: mask && keepOutside(mask, scheduler, clean, base) };
}

/** The picture outside of the mask, with the noise of the next step. */
function keepOutside(
  repainted: Float32Array,
  scheduler: Scheduler,
  clean: Float32Array,
  base: Float32Array,
): StartLatents['keep'] {
  return (latents, index) => {
    const isLast = index + 1 >= scheduler.timesteps.length;
    const kept = isLast ? clean : scheduler.addNoise(clean, base, index + 1);
    return latents.map((value, at) => (1 - repainted[at]) * kept[at] + repainted[at] * value);
  };
}

function everyChannel({ data }: FloatTensor, length: number): Float32Array {
  return Float32Array.from({ length }, (_, at) => data[at % data.length]);
}

function times(values: Float32Array, factor: number): Float32Array {
  return factor === 1 ? values : values.map((value) => value * factor);
}
