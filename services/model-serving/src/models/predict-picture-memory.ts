import type { PictureJob } from '../diffusion/picture-job.ts';
import { pictureGraphs } from '../diffusion/pipelines/picture-graphs.ts';
import type { ControlDescription } from '../diffusion/pipelines/read-control-folder.ts';
import type { PipelineDescription } from '../diffusion/pipelines/read-pipeline-folder.ts';
import type { ProviderName } from '../providers/model-device.ts';
import type { RegisteredModel } from '../registry/model-registry.ts';

/** What a picture is expected to take while nothing has been measured, bytes. */
export interface PictureMemory {
  /** With all graphs open at the same time. */
  allBytes: number;
  /** With one after another. */
  sequentialBytes: number;
}

/** A process with ONNX Runtime, a pipeline's code and its tokenizers. */
const PROCESS_BYTES = 120e6;
/** What a graph takes for each byte of its files (measured: 1.04): ONNX Runtime packs some weights for its kernels. */
const PER_FILE_BYTE = 1.2;
/** Processors compute in float32, so float16 weights are widened: measured 2, and 2.9 while both are there. */
const PER_HALF_BYTE = 3;
/** Feature maps of a VAE at the picture's size: some four of 256 channels. */
const PER_PIXEL_BYTES = 4300;
/** Above this a picture is decoded in tiles of 512 × 512. */
const WHOLE_PIXELS = 1024 * 1024;
const TILE_PIXELS = 512 * 512;
/** Feature maps of a UNet at the latent's size: some sixteen of 320 channels. */
const PER_LATENT_BYTES = 20_000;
/** Heads of the largest attention, and how many pixels of the latent are one of its tokens; text is in the row in FLUX. */
const ATTENTION = {
  'stable-diffusion': { heads: 8, pixels: 1, text: 0 },
  sdxl: { heads: 10, pixels: 4, text: 0 },
  flux: { heads: 24, pixels: 4, text: 512 },
} as const;
/** Its scores before and after the softmax, 4 bytes each. */
const PER_SCORE_BYTES = 8;

/** What is to be known of a model, which need not be installed yet. */
export interface PredictedModel extends Pick<RegisteredModel, 'family' | 'graphSizes'> {
  pipeline?: Pick<PipelineDescription, 'graphs' | 'defaults'>;
}

/** The same of a ControlNet. */
export interface PredictedControl extends Pick<RegisteredModel, 'graphSizes'> {
  control?: Pick<ControlDescription, 'graphs'>;
}

/** Predicts a picture's memory from the sizes of the files and of the picture. */
export function predictPictureMemory(
  model: PredictedModel,
  control: PredictedControl | undefined,
  job: Pick<PictureJob, 'width' | 'height' | 'guidance'>,
  provider: ProviderName,
): PictureMemory {
  const sizes = new Map(
    [...(model.graphSizes ?? []), ...(control?.graphSizes ?? [])].map((size) => [size.path, size]),
  );
  const graphs = pictureGraphs(model.pipeline?.graphs ?? {}, control?.control?.graphs);
  const weights = (path: string | undefined): number => {
    const size = path === undefined ? undefined : sizes.get(path);
    if (size === undefined) return 0;
    return size.sizeBytes * (size.isHalf && provider === 'cpu' ? PER_HALF_BYTE : PER_FILE_BYTE);
  };
  const pixels = job.width * job.height;
  const decoding = PER_PIXEL_BYTES * (pixels > WHOLE_PIXELS ? TILE_PIXELS : pixels);
  const parts = [
    weights(graphs.text_encoder),
    weights(graphs.text_encoder_2),
    [graphs.unet, graphs.unet_control, graphs.controlnet, graphs.transformer]
      .map(weights)
      .reduce((sum, bytes) => sum + bytes, denoisingBytes(model, job)),
    weights(graphs.vae_encoder) + decoding,
    weights(graphs.vae_decoder) + decoding,
  ];
  return {
    // A graph keeps what it computed in.
    allBytes: PROCESS_BYTES + parts.reduce((sum, bytes) => sum + bytes, 0),
    sequentialBytes: PROCESS_BYTES + Math.max(...parts),
  };
}

function denoisingBytes(
  { family, pipeline }: PredictedModel,
  { width, height, guidance }: Pick<PictureJob, 'width' | 'height' | 'guidance'>,
): number {
  const latents = (width * height) / 64;
  const { heads, pixels, text } = ATTENTION[family === '' ? 'stable-diffusion' : family];
  const isGuided = family !== 'flux' && (guidance ?? pipeline?.defaults.guidance ?? 0) > 1;
  const rows = isGuided ? 2 : 1;
  return rows * (PER_LATENT_BYTES * latents + heads * PER_SCORE_BYTES * (latents / pixels + text) ** 2);
}
