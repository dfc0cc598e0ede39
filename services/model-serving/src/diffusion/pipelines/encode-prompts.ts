import { type FloatTensor, stack } from '../graphs/graph.ts';
import type { PipelineGraphs } from '../graphs/pipeline-graphs.ts';
import { type ClipEncoding, type ClipLayer, encodeClip } from '../prompt/encode-clip.ts';
import { tokenWindows } from '../prompt/token-windows.ts';
import type { Tokenizer } from '../prompt/tokenizer.ts';
import { PipelineFault } from './pipeline-fault.ts';

/** Both prompts as the model wants them. */
export interface PromptEncodings {
  /** Rows [without, with] the prompt where there is guidance, else the one with it: [rows, tokens, width]. */
  hidden: FloatTensor;
  /** SDXL's, [rows, width]. */
  pooled: FloatTensor | undefined;
}

export interface PromptOptions {
  graphs: PipelineGraphs;
  tokenizer: Tokenizer;
  /** SDXL's second one. */
  tokenizer2: Tokenizer | undefined;
  /** Whether no negative prompt is zeros instead of the encoding of an empty text, as SDXL is made for. */
  emptyPromptIsZero: boolean;
}

/** Encodes prompt and negative prompt; the longer one decides in how many windows. */
export async function encodePrompts(
  prompt: string,
  negativePrompt: string | undefined,
  isGuided: boolean,
  options: PromptOptions,
): Promise<PromptEncodings> {
  const texts = isGuided ? [negativePrompt ?? '', prompt] : [prompt];
  const tokenizers = [options.tokenizer, ...(options.tokenizer2 === undefined ? [] : [options.tokenizer2])];
  const windows = Math.max(
    ...tokenizers.flatMap((tokenizer) => texts.map((text) => tokenWindows(tokenizer, text).length)),
  );
  const layer: ClipLayer = options.tokenizer2 === undefined ? 'last' : 'penultimate';
  const encodeAll = (role: 'text_encoder' | 'text_encoder_2', tokenizer: Tokenizer) =>
    options.graphs.use(role, async (graph) => {
      const encodings: ClipEncoding[] = [];
      for (const text of texts)
        encodings.push(await encodeClip({ tokenizer, graph }, text, { layer, windows }));
      return encodings;
    });

  const first = await encodeAll('text_encoder', options.tokenizer);
  if (options.tokenizer2 === undefined) {
    return { hidden: stack(first.map(({ hidden }) => hidden)), pooled: undefined };
  }
  const second = await encodeAll('text_encoder_2', options.tokenizer2);
  const hidden = first.map((encoding, row) => beside(encoding.hidden, second[row].hidden));
  const pooled = second.map(({ pooled: row }) => {
    if (row === undefined)
      throw new PipelineFault('its second text encoder gives no embedding of the whole text');
    return row;
  });
  if (isGuided && negativePrompt === undefined && options.emptyPromptIsZero) {
    hidden[0].data.fill(0);
    pooled[0] = { ...pooled[0], data: new Float32Array(pooled[0].data.length) };
  }
  return { hidden: stack(hidden), pooled: stack(pooled) };
}

/** Two encodings of the same tokens as one that is as wide as both. */
function beside(left: FloatTensor, right: FloatTensor): FloatTensor {
  const [, tokens, leftWidth] = left.dims;
  const rightWidth = right.dims[2];
  const width = leftWidth + rightWidth;
  const data = new Float32Array(tokens * width);
  for (let token = 0; token < tokens; token++) {
    data.set(left.data.subarray(token * leftWidth, (token + 1) * leftWidth), token * width);
    data.set(right.data.subarray(token * rightWidth, (token + 1) * rightWidth), token * width + leftWidth);
  }
  return { dims: [1, tokens, width], data };
}
