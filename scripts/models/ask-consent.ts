import { createInterface } from 'node:readline/promises';
import { SetupError } from '../setup/setup-error.mjs';
import type { PublicModel } from './public-models.ts';

export interface ConsentOptions {
  /** The licence that was agreed to on the command line. */
  accepted: string | undefined;
  signal: AbortSignal;
  input?: NodeJS.ReadStream;
  output?: NodeJS.WriteStream;
}

/**
 * Makes sure that whoever installs a model has agreed to its licence where that asks for it: said on the command line,
 * or answered on a terminal.
 * @throws SetupError when not
 */
export async function askConsent(
  { name, licence, licenceUrl, terms }: PublicModel,
  { accepted, signal, input = process.stdin, output = process.stderr }: ConsentOptions,
): Promise<void> {
  if (accepted !== undefined && accepted !== licence)
    throw new SetupError(`${name} has the licence ${licence}, not ${accepted}: nothing was fetched.`);
  if (terms === undefined || accepted === licence) return;
  const refusal = `${name} is not fetched before its licence is agreed to: read ${licenceUrl} and say --accept-licence ${licence}.`;
  if (!input.isTTY || !output.isTTY) throw new SetupError(refusal);
  const dialogue = createInterface({ input, output });
  try {
    const answer = await dialogue.question(`Do you agree to ${licence} (${licenceUrl})? [y/N] `, { signal });
    if (!/^y(es)?$/i.test(answer.trim())) throw new SetupError(refusal);
  } finally {
    dialogue.close();
  }
}
