import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Tokenizer as HuggingFaceTokenizer } from '@huggingface/tokenizers';
import { PipelineFault } from '../pipelines/pipeline-fault.ts';
import { CLIP_CONFIG, clipDefinition } from './clip-definition.ts';

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
  bos_token?: TokenName | null;
  eos_token?: TokenName | null;
  pad_token?: TokenName | null;
}

type TokenName = string | { content: string };

/**
 * Reads tokenizer.json, or CLIP's vocab.json and merges.txt, and tokenizer_config.json of a folder.
 *
 * @throws PipelineFault when they are not what they should be
 */
export async function readTokenizer(dir: string): Promise<Tokenizer> {
  try {
    return await read(dir);
  } catch (error) {
    if (error instanceof PipelineFault) throw error;
    const words = error instanceof Error ? error.message : String(error);
    throw new PipelineFault(`its tokenizer cannot be read: ${words}`, { cause: error });
  }
}

async function read(dir: string): Promise<Tokenizer> {
  const definition = await readDefinition(dir);
  const config: TokenizerConfig = (await readJson(dir, 'tokenizer_config.json')) ?? CLIP_CONFIG;
  const tokenizer = new HuggingFaceTokenizer(definition, config);
  const { bos_token, eos_token, pad_token } = config;
  const idOf = (token: TokenName | null | undefined): number | undefined =>
    token === undefined || token === null
      ? undefined
      : tokenizer.token_to_id(typeof token === 'string' ? token : token.content);
  const endId = idOf(eos_token);
  if (endId === undefined) throw new PipelineFault('its tokenizer has no token that ends a text');
  return {
    encode: (text) => tokenizer.encode(text, { add_special_tokens: false }).ids,
    beginId: idOf(bos_token),
    endId,
    padId: idOf(pad_token) ?? endId,
  };
}

async function readDefinition(dir: string): Promise<object> {
  const whole = await readJson(dir, 'tokenizer.json');
  if (whole !== undefined) return whole;
  const vocabulary = await readJson(dir, 'vocab.json');
  const merges = await readText(dir, 'merges.txt');
  if (vocabulary === undefined || merges === undefined)
    throw new PipelineFault('its tokenizer has neither tokenizer.json nor vocab.json and merges.txt');
  return clipDefinition(vocabulary as Record<string, number>, merges);
}

async function readJson(dir: string, file: string): Promise<object | undefined> {
  const text = await readText(dir, file);
  if (text === undefined) return undefined;
  const json: unknown = JSON.parse(text);
  if (typeof json !== 'object' || json === null) throw new Error(`${file} is no JSON object`);
  return json;
}

async function readText(dir: string, file: string): Promise<string | undefined> {
  return await readFile(join(dir, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}
