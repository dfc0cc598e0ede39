import type { OnnxWriter } from './onnx-writer.ts';

const GROUPS = 32;

/** Convolution with bias; stride 2 halves the sides. */
export function convolution(
  w: OnnxWriter,
  x: string,
  [from, to]: readonly [number, number],
  { kernel = 3, stride = 1 } = {},
): string {
  const pad = (kernel - 1) / 2;
  const weights = w.random([to, from, kernel, kernel], spread(from * kernel * kernel));
  return w.node('Conv', [x, weights, w.random([to], 0.01)], {
    kernel_shape: [kernel, kernel],
    pads: [pad, pad, pad, pad],
    strides: [stride, stride],
  });
}

/** Doubles the sides. */
export function upsampling(w: OnnxWriter, x: string, [from, to]: readonly [number, number]): string {
  const weights = w.random([from, to, 2, 2], spread(from));
  return w.node('ConvTranspose', [x, weights], { kernel_shape: [2, 2], strides: [2, 2] });
}

/** Group normalisation, as exporters write it for older operator sets. Wu and He, "Group Normalization", 2018. */
export function groupNorm(w: OnnxWriter, x: string, channels: number): string {
  const groups = Math.min(GROUPS, channels);
  const grouped = w.node('Reshape', [x, w.shape([0, groups, -1])]);
  const ones = w.constant(Array(groups).fill(1));
  const normal = w.node('InstanceNormalization', [grouped, ones, w.constant(Array(groups).fill(0))]);
  const back = w.node('Reshape', [normal, w.node('Shape', [x])]);
  return w.node('Mul', [back, w.random([channels, 1, 1], 1)]);
}

export function silu(w: OnnxWriter, x: string): string {
  return w.node('Mul', [x, w.node('Sigmoid', [x])]);
}

export function linear(w: OnnxWriter, x: string, [from, to]: readonly [number, number]): string {
  return w.node('MatMul', [x, w.random([from, to], spread(from))]);
}

/**
 * Attention of a picture's pixels to themselves or to the words of a prompt, in 8 heads.
 * @param x [batch, channels, height, width]
 * @param context [batch, tokens, its width]; undefined: the pixels
 */
export function attention(
  w: OnnxWriter,
  x: string,
  channels: number,
  context?: { name: string; width: number },
): string {
  const heads = 8;
  const flat = w.node('Reshape', [groupNorm(w, x, channels), w.shape([0, channels, -1])]);
  const pixels = w.node('Transpose', [flat], { perm: [0, 2, 1] });
  const { name, width } = context ?? { name: pixels, width: channels };
  const split = (tokens: string, from: number, perm: readonly number[]) => {
    const projected = linear(w, tokens, [from, channels]);
    const headed = w.node('Reshape', [projected, w.shape([0, -1, heads, channels / heads])]);
    return w.node('Transpose', [headed], { perm });
  };
  const query = split(pixels, channels, [0, 2, 1, 3]);
  const key = split(name, width, [0, 2, 3, 1]);
  const value = split(name, width, [0, 2, 1, 3]);
  const scores = w.node('Mul', [
    w.node('MatMul', [query, key]),
    w.constant([1 / Math.sqrt(channels / heads)]),
  ]);
  const mixed = w.node('MatMul', [w.node('Softmax', [scores], { axis: 3 }), value]);
  const joined = w.node('Transpose', [mixed], { perm: [0, 2, 1, 3] });
  const merged = w.node('Reshape', [joined, w.shape([0, -1, channels])]);
  const out = w.node('Transpose', [linear(w, merged, [channels, channels])], { perm: [0, 2, 1] });
  return w.node('Add', [x, w.node('Reshape', [out, w.node('Shape', [x])])]);
}

/** Evenly distributed numbers up to this have the variance that keeps a sum of so many products at 1. */
function spread(terms: number): number {
  return Math.sqrt(3 / terms);
}
