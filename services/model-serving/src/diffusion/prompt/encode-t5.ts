import type { FloatTensor, Graph } from '../graphs/graph.ts';
import { idsTensor } from './encode-clip.ts';
import type { Tokenizer } from './tokenizer.ts';

/** A prompt as T5 encodes it, [1, tokens, width]: cut or filled to a length, the filling encoded, too. */
export async function encodeT5(
  graph: Graph,
  tokenizer: Tokenizer,
  prompt: string,
  tokens: number,
): Promise<FloatTensor> {
  const { inputs, outputs } = graph.signature;
  const words = tokenizer.encode(prompt).slice(0, tokens - 1);
  const ids = [...words, tokenizer.endId, ...Array<number>(tokens - words.length - 1).fill(tokenizer.padId)];
  const [input] = inputs;
  const output = outputs.find(({ name }) => name === 'last_hidden_state') ?? outputs[0];
  const result = await graph.run({ [input.name]: idsTensor(ids) }, [output.name]);
  return result[output.name];
}
