import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { FloatTensor, Graph } from '../../services/model-serving/src/diffusion/graphs/graph.ts';
import type { PipelineGraphs } from '../../services/model-serving/src/diffusion/graphs/pipeline-graphs.ts';
import { decodeLarge } from '../../services/model-serving/src/diffusion/latents/decode-tiled.ts';
import { createNoise } from '../../services/model-serving/src/diffusion/latents/noise.ts';
import { runFlux } from '../../services/model-serving/src/diffusion/pipelines/flux.ts';
import type { InitialPicture } from '../../services/model-serving/src/diffusion/pipelines/picture-request.ts';
import { readPipelineFolder } from '../../services/model-serving/src/diffusion/pipelines/read-pipeline-folder.ts';
import { readTokenizer } from '../../services/model-serving/src/diffusion/prompt/tokenizer.ts';
import { createScheduler } from '../../services/model-serving/src/diffusion/schedulers/create-scheduler.ts';
import { openGraphs, tinyModel } from './support/pipeline-graphs.ts';
import { errorOf } from './support/stored-array.ts';

const SIDE = 64;
const STEPS = 4;
const SIGNAL = new AbortController().signal;
const description = await readPipelineFolder(tinyModel('tiny_flux'));
const { channels, scale, dir } = description;
const graphs = await openGraphs(description.graphs);
const tokenizer = await readTokenizer(join(dir, 'tokenizer'));
const tokenizer2 = await readTokenizer(join(dir, 'tokenizer_2'));
const cells = (SIDE / 8) ** 2;
/** What the encoder says of any picture. */
const means = Float32Array.from({ length: channels * cells }, (_, at) => Math.sin(at));

/** The tiny pipeline has no encoder: this one is told what to say. */
const encoder: Graph = {
  signature: {
    inputs: [{ name: 'sample', type: 'float32', dims: [-1, 3, -1, -1] }],
    outputs: [{ name: 'latent_sample', type: 'float32', dims: [-1, 2 * channels, -1, -1] }],
  },
  run: () => {
    const data = new Float32Array(2 * means.length).fill(-30);
    data.set(means);
    return Promise.resolve({ latent_sample: { dims: [1, 2 * channels, SIDE / 8, SIDE / 8], data } });
  },
  release: () => Promise.resolve(),
};
const withEncoder: PipelineGraphs = {
  has: () => true,
  use: (role, work) => (role === 'vae_encoder' ? work(encoder) : graphs.use(role, work)),
};

function make(initial: Partial<InitialPicture> | undefined): Promise<FloatTensor> {
  return runFlux(
    { ...description, graphs: withEncoder, tokenizer, tokenizer2 },
    {
      ...{ prompt: 'a cup', width: SIDE, height: SIDE, steps: STEPS, guidance: 0, noise: createNoise(5) },
      scheduler: createScheduler(description.scheduler, {
        ...{ steps: STEPS, name: undefined, imageSequenceLength: cells / 4 },
      }),
      initial: initial && {
        picture: { dims: [1, 3, SIDE, SIDE], data: new Float32Array(3 * SIDE * SIDE) },
        ...{ strength: 1, posterior: 'mode', ...initial },
      },
      signal: SIGNAL,
    },
  );
}

/** 1 from column `from` on, in latent pixels. */
function maskFrom(from: number): FloatTensor {
  const side = SIDE / 8;
  return {
    dims: [1, 1, side, side],
    data: Float32Array.from({ length: cells }, (_, at) => (at % side >= from ? 1 : 0)),
  };
}

const error = (a: FloatTensor, b: FloatTensor) => errorOf(a.data, b.data);

test('a picture made anew as a whole is one of the text alone, with a mask or without', async () => {
  const plain = await make(undefined);
  expect(error(await make({}), plain)).toBeLessThan(1e-5);
  expect(error(await make({ mask: maskFrom(0) }), plain)).toBeLessThan(1e-5);
  expect(error(await make({ strength: 0.5 }), plain)).toBeGreaterThan(1e-3);
});

test('what the mask keeps is the picture itself', async () => {
  const latent = {
    dims: [1, channels, SIDE / 8, SIDE / 8],
    data: means.map((mean) => (mean - scale.shift) * scale.scaling),
  };
  const kept = await graphs.use('vae_decoder', (decoder) => decodeLarge(decoder, latent, scale));
  expect(error(await make({ mask: maskFrom(8) }), kept)).toBeLessThan(1e-5);
  // Half of it is repainted: the decoder sees beyond each pixel, but not through the whole picture alike.
  expect(error(await make({ mask: maskFrom(4) }), kept)).toBeGreaterThan(1e-3);
});
