import { SetupError } from '../setup/setup-error.mjs';
import { checkAddress } from './parse-source.ts';

/** A server of models that speaks Hugging Face's protocol. */
export interface Hub {
  /** https, or http of this very machine; ends in "/", so that what is asked for goes below it. */
  address: URL;
  /** Value of the header that is sent to this server only, for repositories that want a token. */
  authorization: string | undefined;
}

const HUGGING_FACE = 'https://huggingface.co';

/**
 * The server that public models come from: the one asked for, or that of the environment, by the names that Hugging
 * Face's own tools use, or Hugging Face.
 * @throws SetupError for an address that is none
 */
export function hubOf({ hub }: { hub: URL | undefined }, env: NodeJS.ProcessEnv = process.env): Hub {
  const given = hub ?? URL.parse(env.HF_ENDPOINT || HUGGING_FACE);
  if (!given) throw new SetupError(`HF_ENDPOINT is not an address: ${env.HF_ENDPOINT}.`);
  checkAddress(given);
  const address = given.pathname.endsWith('/') ? given : new URL(`${given.href}/`);
  return { address, authorization: env.HF_TOKEN ? `Bearer ${env.HF_TOKEN}` : undefined };
}
