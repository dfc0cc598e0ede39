import { SetupError } from '../setup/setup-error.mjs';
import { checkAddress } from './parse-source.ts';

/** A server of models that speaks Hugging Face's protocol. */
export interface Hub {
  /** https, or http of this very machine. */
  address: URL;
  /** Sent to this server only, for repositories that want one. */
  token: string | undefined;
}

const HUGGING_FACE = 'https://huggingface.co';

/**
 * The server that public models come from: the one asked for, or that of the environment, by the names that Hugging
 * Face's own tools use, or Hugging Face.
 * @throws SetupError for an address that is none
 */
export function hubOf({ hub }: { hub: URL | undefined }, env: NodeJS.ProcessEnv = process.env): Hub {
  const address = hub ?? URL.parse(env.HF_ENDPOINT || HUGGING_FACE);
  if (!address) throw new SetupError(`HF_ENDPOINT is not an address: ${env.HF_ENDPOINT}.`);
  checkAddress(address);
  return { address, token: env.HF_TOKEN || undefined };
}
