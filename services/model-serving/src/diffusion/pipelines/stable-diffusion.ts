import { type FloatTensor, type Graph, single } from '../graphs/graph.ts';
import type { PipelineGraphs } from '../graphs/pipeline-graphs.ts';
import { decodeLarge } from '../latents/decode-tiled.ts';
import { type LatentScale, VAE_SCALE } from '../latents/vae.ts';
import { guidanceEmbedding } from '../prompt/guidance-embedding.ts';
import type { Tokenizer } from '../prompt/tokenizer.ts';
import { type ControlResiduals, createControlResiduals } from './control-residuals.ts';
import { denoise, guided } from './denoise.ts';
import { encodePrompts, type PromptEncodings } from './encode-prompts.ts';
import { firstStep, type PictureRequest } from './picture-request.ts';
import { PipelineFault } from './pipeline-fault.ts';
import { startLatents } from './start-latents.ts';

export interface StableDiffusionOptions {
  graphs: PipelineGraphs;
  tokenizer: Tokenizer;
  /** undefined: Stable Diffusion 1 or 2; else SDXL. */
  tokenizer2: Tokenizer | undefined;
  scale: LatentScale;
  /** Channels of a latent. */
  channels: number;
  emptyPromptIsZero: boolean;
  /** Width of the embedding by which the UNet is told the guidance; there are no second rows then. undefined: it is not. */
  guidanceEmbedding: number | undefined;
}

/**
 * Makes a picture with Stable Diffusion or SDXL: Rombach et al., "High-Resolution Image Synthesis with Latent Diffusion
 * Models", 2022; Podell et al., "SDXL", 2023.
 *
 * @returns [1, 3, height, width], about −1 to 1
 */
export async function runStableDiffusion(
  options: StableDiffusionOptions,
  request: PictureRequest,
): Promise<FloatTensor> {
  const { graphs, scale, channels } = options;
  const { scheduler, noise, control, signal } = request;
  const isGuided = request.guidance > 1 && options.guidanceEmbedding === undefined;
  const prompts = await encodePrompts(request.prompt, request.negativePrompt, isGuided, options);
  const [height, width] = [request.height / VAE_SCALE, request.width / VAE_SCALE];
  const dims = [1, channels, height, width];
  const start = await startLatents({ graphs, scale, length: channels * height * width }, request);
  signal.throwIfAborted();

  const run = async (unet: Graph, controlnet: Graph | undefined): Promise<Float32Array> => {
    const rows = isGuided ? 2 : 1;
    const width = options.guidanceEmbedding;
    const condition = width === undefined ? undefined : guidanceEmbedding(request.guidance, width);
    const residuals =
      controlnet && control && createControlResiduals(controlnet, control, { rows, steps: request.steps });
    return denoise({
      scheduler,
      from: firstStep(request),
      latents: start.latents,
      noise,
      async predict(input, timestep, index) {
        const sample = { dims: [rows, ...dims.slice(1)], data: isGuided ? twice(input) : input };
        const output = await callUnet(unet, {
          sample,
          timestep,
          index,
          prompts,
          request,
          residuals,
          condition,
        });
        return isGuided ? guided(output, request.guidance) : output;
      },
      after: start.keep,
      onStep: request.onStep,
      signal,
    });
  };
  // A UNet that takes what a ControlNet adds cannot do without.
  const latents = await (control === undefined
    ? graphs.use('unet', (unet) => run(unet, undefined))
    : graphs.use('unet_control', (unet) => graphs.use('controlnet', (controlnet) => run(unet, controlnet))));
  signal.throwIfAborted();
  return graphs.use('vae_decoder', (decoder) => decodeLarge(decoder, { dims, data: latents }, scale));
}

interface UnetCall {
  sample: FloatTensor;
  timestep: number;
  index: number;
  prompts: PromptEncodings;
  request: PictureRequest;
  residuals: ControlResiduals | undefined;
  /** The guidance, where the UNet is told it. */
  condition: FloatTensor | undefined;
}

/** A call of the UNet, with what its graph takes of all that there is. */
async function callUnet(unet: Graph, call: UnetCall): Promise<Float32Array> {
  const { sample, prompts, residuals } = call;
  const { inputs: wanted, outputs } = unet.signature;
  const { height, width } = call.request;
  const timestepDims = wanted.find(({ name }) => name === 'timestep')?.dims ?? [];
  const rows = sample.dims[0];
  const known: Record<string, FloatTensor | undefined> = {
    sample,
    timestep: single(call.timestep, timestepDims),
    encoder_hidden_states: prompts.hidden,
    text_embeds: prompts.pooled,
    timestep_cond: call.condition,
    // SDXL is told the size that a picture had and has, and where it was cropped.
    time_ids: sizeRows([height, width, 0, 0, height, width], rows),
  };
  const added = (await residuals?.at(call.index, compact(known))) ?? [];
  const feeds: Record<string, FloatTensor> = {};
  const unknown: string[] = [];
  for (const { name } of wanted) {
    const value = known[name];
    if (value === undefined) unknown.push(name);
    else feeds[name] = value;
  }
  // Their names differ from folder to folder; their order does not.
  unknown.forEach((name, at) => {
    if (added[at] === undefined) throw new PipelineFault(`its UNet wants "${name}", which nothing gives`);
    feeds[name] = added[at];
  });
  const result = await unet.run(feeds, [outputs[0].name]);
  return result[outputs[0].name].data;
}

function compact(values: Record<string, FloatTensor | undefined>): Record<string, FloatTensor> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, FloatTensor] => entry[1] !== undefined),
  );
}

function sizeRows(sizes: readonly number[], rows: number): FloatTensor {
  const data = Float32Array.from({ length: rows * sizes.length }, (_, at) => sizes[at % sizes.length]);
  return { dims: [rows, sizes.length], data };
}

function twice(values: Float32Array): Float32Array {
  const both = new Float32Array(2 * values.length);
  both.set(values);
  both.set(values, values.length);
  return both;
}
