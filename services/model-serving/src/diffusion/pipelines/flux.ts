import { type FloatTensor, type Graph, single } from '../graphs/graph.ts';
import type { PipelineGraphs } from '../graphs/pipeline-graphs.ts';
import { decodeLarge } from '../latents/decode-tiled.ts';
import { packLatents, tokenPlaces, unpackLatents } from '../latents/pack-latents.ts';
import { type LatentScale, VAE_SCALE } from '../latents/vae.ts';
import { encodeClip } from '../prompt/encode-clip.ts';
import { encodeT5 } from '../prompt/encode-t5.ts';
import type { Tokenizer } from '../prompt/tokenizer.ts';
import { denoise } from './denoise.ts';
import { firstStep, type PictureRequest } from './picture-request.ts';
import { PipelineFault } from './pipeline-fault.ts';
import { startLatents } from './start-latents.ts';

export interface FluxOptions {
  graphs: PipelineGraphs;
  /** CLIP's, for the text as a whole. */
  tokenizer: Tokenizer;
  /** T5's, word by word. */
  tokenizer2: Tokenizer;
  /** Tokens that T5 gives, such as 256 (schnell) or 512 (dev). */
  textTokens: number;
  /** Channels of a latent; a token has four times as many. */
  channels: number;
  scale: LatentScale;
}

/** A FLUX transformer has learnt its guidance: there is no second row for a negative prompt. */
export type FluxRequest = Omit<PictureRequest, 'negativePrompt' | 'control'>;

/**
 * Makes a picture with FLUX.1: a rectified-flow transformer after Esser et al. 2024, distilled (Black Forest Labs 2024).
 *
 * @returns [1, 3, height, width], about −1 to 1
 */
export async function runFlux(options: FluxOptions, request: FluxRequest): Promise<FloatTensor> {
  const { graphs, tokenizer, tokenizer2, textTokens, channels } = options;
  const { prompt, scheduler, noise, guidance, onStep, signal } = request;
  const pooled = await graphs.use('text_encoder', async (graph) => {
    const encoding = await encodeClip({ tokenizer, graph }, prompt, { layer: 'last' });
    if (encoding.pooled === undefined)
      throw new PipelineFault('its text encoder gives no embedding of the whole text');
    return encoding.pooled;
  });
  signal.throwIfAborted();
  const text = await graphs.use('text_encoder_2', (graph) => encodeT5(graph, tokenizer2, prompt, textTokens));
  signal.throwIfAborted();

  const [height, width] = [request.height / VAE_SCALE, request.width / VAE_SCALE];
  const tokens = (height / 2) * (width / 2);
  const depth = 4 * channels;
  const places: FloatTensor = { dims: [tokens, 3], data: tokenPlaces({ height, width }) };
  const textPlaces: FloatTensor = { dims: [textTokens, 3], data: new Float32Array(3 * textTokens) };
  const predict = async (transformer: Graph, input: Float32Array, timestep: number) => {
    const known: Record<string, FloatTensor | undefined> = {
      hidden_states: { dims: [1, tokens, depth], data: input },
      encoder_hidden_states: text,
      pooled_projections: pooled,
      // The transformer is told the share of noise, not the training step.
      timestep: single(timestep / TRAIN_TIMESTEPS, [1]),
      guidance: single(guidance, [1]),
      img_ids: places,
      txt_ids: textPlaces,
    };
    const { inputs, outputs } = transformer.signature;
    const feeds: Record<string, FloatTensor> = {};
    for (const { name, dims } of inputs) {
      const value = known[name] ?? known[OTHER_NAMES[name] ?? ''];
      if (value === undefined)
        throw new PipelineFault(`its transformer wants "${name}", which nothing gives`);
      // Older exports have a row of places for each picture.
      const isRow = dims.length === value.dims.length + 1;
      feeds[name] = isRow ? { ...value, dims: [1, ...value.dims] } : value;
    }
    const result = await transformer.run(feeds, [outputs[0].name]);
    return result[outputs[0].name].data;
  };
  const shape = { channels, height, width };
  const start = await startLatents(
    {
      graphs,
      scale: options.scale,
      length: tokens * depth,
      arrange: (latents) => packLatents(latents, shape),
    },
    request,
  );
  signal.throwIfAborted();
  const packed = await graphs.use('transformer', (transformer) =>
    denoise({
      scheduler,
      from: firstStep(request),
      latents: start.latents,
      noise,
      predict: (input, timestep) => predict(transformer, input, timestep),
      after: start.keep,
      onStep: onStep && ((step) => onStep({ ...step, clean: unpackLatents(step.clean, shape) })),
      signal,
    }),
  );
  signal.throwIfAborted();
  const latent = {
    dims: [1, channels, height, width],
    data: unpackLatents(packed, shape),
  };
  return graphs.use('vae_decoder', (decoder) => decodeLarge(decoder, latent, options.scale));
}

const TRAIN_TIMESTEPS = 1000;

/** Names that some folders have for what the others call so. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  sample: 'hidden_states',
  latent: 'hidden_states',
  pooled_projection: 'pooled_projections',
  image_ids: 'img_ids',
  text_ids: 'txt_ids',
};
