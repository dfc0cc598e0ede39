import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { tinyModel } from '../../diffusion/support/pipeline-graphs.ts';
import { FLOAT, INT64 } from '../../models/support/make-onnx.ts';
import { convolution, linear, silu, upsampling } from './layers.ts';
import { createOnnxWriter } from './onnx-writer.ts';
import { CONTEXT_WIDTH, writeUnet } from './write-unet.ts';

/** Weights of each graph. */
export interface BenchPipeline {
  unetParameters: number;
  textParameters: number;
}

/** Words that CLIP knows. */
const VOCABULARY = 49_408;

/**
 * A folder of Stable Diffusion's kind with random weights: a UNet that takes time, a text encoder that takes memory, a
 * small decoder; tokenizer and scheduler are those of the tiny pipeline.
 */
export function writePipeline(dir: string): BenchPipeline {
  for (const part of ['tokenizer', 'scheduler', 'model_index.json'])
    cpSync(join(tinyModel('tiny_sd'), part), join(dir, part), { recursive: true });
  const graph = (role: string) => {
    mkdirSync(join(dir, role), { recursive: true });
    return join(dir, role, 'model.onnx');
  };
  writeDecoder(graph('vae_decoder'));
  return {
    textParameters: writeTextEncoder(graph('text_encoder')),
    unetParameters: writeUnet(graph('unet')),
  };
}

function writeTextEncoder(path: string): number {
  const w = createOnnxWriter(path);
  const ids = w.input('input_ids', INT64, ['batch', 77]);
  const words = w.node('Gather', [w.random([VOCABULARY, CONTEXT_WIDTH], 1), ids]);
  w.last('Add', [words, linear(w, words, [CONTEXT_WIDTH, CONTEXT_WIDTH])], 'last_hidden_state');
  w.output('last_hidden_state', FLOAT, ['batch', 77, CONTEXT_WIDTH]);
  w.finish();
  return w.parameters;
}

/** Three doublings, from the latent's sides to the picture's. */
function writeDecoder(path: string): void {
  const w = createOnnxWriter(path);
  let x = convolution(w, w.input('latent_sample', FLOAT, ['batch', 4, 'height', 'width']), [4, 128]);
  const steps = [
    [128, 64],
    [64, 32],
    [32, 16],
  ] as const;
  for (const [from, to] of steps)
    x = silu(w, upsampling(w, silu(w, convolution(w, x, [from, from])), [from, to]));
  w.last('Identity', [convolution(w, x, [16, 3])], 'sample');
  w.output('sample', FLOAT, ['batch', 3, 'picture_height', 'picture_width']);
  w.finish();
}
