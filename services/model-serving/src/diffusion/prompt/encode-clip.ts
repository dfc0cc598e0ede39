import type { FloatTensor, Graph } from '../graphs/graph.ts';
import { PipelineFault } from '../pipelines/pipeline-fault.ts';
import { tokenWindows } from './token-windows.ts';
import type { Tokenizer } from './tokenizer.ts';

/** A CLIP text encoder and its tokenizer. */
export interface ClipEncoder {
  tokenizer: Tokenizer;
  graph: Graph;
}

/** A prompt as an encoder understands it. */
export interface ClipEncoding {
  /** [1, 77 for each window, width]. */
  hidden: FloatTensor;
  /** [1, width], of the first window; undefined: the graph gives none. */
  pooled: FloatTensor | undefined;
}

/** Which of its layers a model reads: the last one, normalised, or the last but one as SDXL does. */
export type ClipLayer = 'last' | 'penultimate';

/** Encodes a prompt in as many windows as it needs. */
export async function encodeClip(
  { tokenizer, graph }: ClipEncoder,
  prompt: string,
  { layer, windows = 1 }: { layer: ClipLayer; windows?: number },
): Promise<ClipEncoding> {
  const names = graph.signature.outputs.map(({ name }) => name);
  const hiddenName = layer === 'last' ? 'last_hidden_state' : penultimate(names);
  const pooledName = ['text_embeds', 'pooler_output'].find((name) => names.includes(name));
  const wanted = pooledName === undefined ? [hiddenName] : [hiddenName, pooledName];
  const parts: Float32Array[] = [];
  let pooled: FloatTensor | undefined;
  let dims: readonly number[] = [];
  for (const ids of tokenWindows(tokenizer, prompt, windows)) {
    const result = await graph.run({ [graph.signature.inputs[0].name]: idsTensor(ids) }, wanted);
    dims = result[hiddenName].dims;
    parts.push(result[hiddenName].data);
    pooled ??= pooledName === undefined ? undefined : result[pooledName];
  }
  const [, tokens, width] = dims;
  const data = new Float32Array(parts.length * tokens * width);
  parts.forEach((part, at) => {
    data.set(part, at * tokens * width);
  });
  return { hidden: { dims: [1, parts.length * tokens, width], data }, pooled };
}

/** Ids as a row. */
export function idsTensor(ids: readonly number[]): FloatTensor {
  return { dims: [1, ids.length], data: Float32Array.from(ids) };
}

/** hidden_states.0 is what goes into the first layer; the last one is the last layer's. */
function penultimate(names: readonly string[]): string {
  const layers = names.filter((name) => /^hidden_states[._]\d+$/.test(name));
  const name = layers.at(-2);
  if (name === undefined) throw new PipelineFault('its text encoder gives no hidden states of its layers');
  return name;
}
