import { expect, test } from 'vitest';
import type { Graph } from '../graphs/graph.ts';
import { encodeClip } from './encode-clip.ts';
import type { Tokenizer } from './tokenizer.ts';

const WIDTH = 2;
/** A word is its number. */
const TOKENIZER: Tokenizer = {
  ...{ beginId: 1000, endId: 1001, padId: 1001 },
  encode: (text) => text.split(' ').filter(Boolean).map(Number),
};

/** Gives of each token its id and how many come before it in its window: what CLIP's places are. */
const GRAPH: Graph = {
  signature: {
    inputs: [{ name: 'input_ids', type: 'int32', dims: [-1, 77] }],
    outputs: [
      { name: 'last_hidden_state', type: 'float32', dims: [-1, 77, WIDTH] },
      { name: 'pooler_output', type: 'float32', dims: [-1, 1] },
    ],
  },
  async run({ input_ids: ids }) {
    expect(ids?.dims).toEqual([1, 77]);
    const data = Float32Array.from({ length: 77 * WIDTH }, (_, at) =>
      at % WIDTH === 0 ? ids.data[at / WIDTH] : Math.floor(at / WIDTH),
    );
    const pooled = { dims: [1, 1], data: Float32Array.of(ids.data[1]) };
    return { last_hidden_state: { dims: [1, 77, WIDTH], data }, pooler_output: pooled };
  },
  release: () => Promise.resolve(),
};

const words = (from: number, count: number) => Array.from({ length: count }, (_, at) => from + at).join(' ');
const encode = (prompt: string, windows?: number) =>
  encodeClip({ tokenizer: TOKENIZER, graph: GRAPH }, prompt, { layer: 'last', windows });

test('a long prompt is encoded in windows, as its parts alone are, one after another', async () => {
  const whole = await encode(words(1, 160));
  const parts = [await encode(words(1, 75)), await encode(words(76, 75)), await encode(words(151, 10))];
  expect(whole.hidden.dims).toEqual([1, 3 * 77, WIDTH]);
  expect([...whole.hidden.data]).toEqual(parts.flatMap(({ hidden }) => [...hidden.data]));
  expect(whole.pooled).toEqual(parts[0]?.pooled);
});

test('75 words fill one window, and 76 begin another one', async () => {
  expect((await encode(words(1, 75))).hidden.dims[1]).toBe(77);
  expect((await encode(words(1, 76))).hidden.dims[1]).toBe(2 * 77);
});

test('a short prompt beside a long one is filled with windows of nothing', async () => {
  const { hidden } = await encode('7', 2);
  const empty = await encode('');
  expect(hidden.dims).toEqual([1, 2 * 77, WIDTH]);
  expect(hidden.data.subarray(77 * WIDTH)).toEqual(empty.hidden.data);
});
