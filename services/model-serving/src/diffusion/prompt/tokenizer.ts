import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Tokenizer as HuggingFaceTokenizer } from '@huggingface/tokenizers';

/** A text encoder's tokenizer. */
export interface Tokenizer {
  /** Ids of a text, without those that begin, end or fill a window. */
  encode(text: string): number[];
  /** undefined: windows begin with the first word. */
  beginId: number | undefined;
  endId: number;
  padId: number;
}

interface TokenizerConfig {
  bos_token?: TokenName;
  eos_token?: TokenName;
  pad_token?: TokenName;
}

type TokenName = string | { content: string };

/** Reads tokenizer.json and tokenizer_config.json of a folder. @throws Error when they are not what they should be */
export async function readTokenizer(dir: string): Promise<Tokenizer> {
  const [definition, config] = await Promise.all(
    ['tokenizer.json', 'tokenizer_config.json'].map(async (file) =>
      JSON.parse(await readFile(join(dir, file), 'utf8')),
    ),
  );
  const tokenizer = new HuggingFaceTokenizer(definition, config);
  const { bos_token, eos_token, pad_token }: TokenizerConfig = config;
  const idOf = (token: TokenName | undefined): number | undefined =>
    token === undefined
      ? undefined
      : tokenizer.token_to_id(typeof token === 'string' ? token : token.content);
  const endId = idOf(eos_token);
  if (endId === undefined) throw new Error(`The tokenizer in ${dir} has no token that ends a text.`);
  return {
    encode: (text) => tokenizer.encode(text, { add_special_tokens: false }).ids,
    beginId: idOf(bos_token),
    endId,
    padId: idOf(pad_token) ?? endId,
  };
}
