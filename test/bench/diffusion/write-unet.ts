import { FLOAT, INT64 } from '../../models/support/make-onnx.ts';
import { attention, convolution, groupNorm, linear, silu, upsampling } from './layers.ts';
import { createOnnxWriter, type OnnxWriter } from './onnx-writer.ts';

/** Channels where sides are those of the latent, half and a quarter. */
const CHANNELS = [128, 320, 512] as const;
const TIME_WIDTH = 512;
const FREQUENCIES = 64;
/** Width of a prompt's encoding. */
export const CONTEXT_WIDTH = 512;

/**
 * A UNet with random weights, of Stable Diffusion's kind and inputs and a tenth of its size: residual blocks, attention
 * to pixels and to words on the smaller sides, skips. Ronneberger et al. 2015; Rombach et al. 2022.
 *
 * @returns Its number of weights.
 */
export function writeUnet(path: string): number {
  const w = createOnnxWriter(path);
  const latent = ['batch', 4, 'height', 'width'];
  const sample = w.input('sample', FLOAT, latent);
  const timestep = w.input('timestep', INT64, [1]);
  const name = w.input('encoder_hidden_states', FLOAT, ['batch', 'tokens', CONTEXT_WIDTH]);
  const time = embedTime(w, timestep);
  const block = (x: string, from: number, to: number, attends: boolean) => {
    const made = residualBlock(w, x, [from, to], time);
    if (!attends) return made;
    return attention(w, attention(w, made, to), to, { name, width: CONTEXT_WIDTH });
  };
  const [first, second, third] = CHANNELS;
  const large = block(convolution(w, sample, [4, first]), first, first, false);
  const half = block(convolution(w, large, [first, second], { stride: 2 }), second, second, true);
  let small = convolution(w, half, [second, third], { stride: 2 });
  for (let n = 0; n < 5; n++) small = block(small, third, third, true);
  const joined = w.node('Concat', [upsampling(w, small, [third, second]), half], { axis: 1 });
  const wide = block(joined, 2 * second, second, true);
  const last = w.node('Concat', [upsampling(w, wide, [second, first]), large], { axis: 1 });
  const x = block(last, 2 * first, first, false);
  w.last('Identity', [convolution(w, silu(w, groupNorm(w, x, first)), [first, 4])], 'out_sample');
  w.output('out_sample', FLOAT, latent);
  w.finish();
  return w.parameters;
}

function residualBlock(
  w: OnnxWriter,
  x: string,
  [from, to]: readonly [number, number],
  time: string,
): string {
  const inner = convolution(w, silu(w, groupNorm(w, x, from)), [from, to]);
  const shift = w.node('Reshape', [linear(w, time, [TIME_WIDTH, to]), w.shape([-1, to, 1, 1])]);
  const timed = w.node('Add', [inner, shift]);
  const outer = convolution(w, silu(w, groupNorm(w, timed, to)), [to, to]);
  const skipped = from === to ? x : convolution(w, x, [from, to], { kernel: 1 });
  return w.node('Add', [skipped, outer]);
}

/** Sines and cosines of the timestep. Vaswani et al., "Attention Is All You Need", 2017. */
function embedTime(w: OnnxWriter, timestep: string): string {
  const number = w.node('Reshape', [w.node('Cast', [timestep], { to: FLOAT }), w.shape([-1, 1])]);
  const frequencies = Array.from({ length: FREQUENCIES }, (_, i) => 10_000 ** (-i / FREQUENCIES));
  const angles = w.node('Mul', [number, w.constant(frequencies, [1, FREQUENCIES])]);
  const waves = w.node('Concat', [w.node('Sin', [angles]), w.node('Cos', [angles])], { axis: 1 });
  return silu(w, linear(w, waves, [2 * FREQUENCIES, TIME_WIDTH]));
}
