import { readFile } from 'node:fs/promises';
import type { ClientOptions } from '../client/client-options.ts';
import { originOf } from '../client/origin-of.ts';
import type { Given } from './parse-options.ts';
import { UsageError } from './usage-error.ts';

/** The studio's address on this machine; over TLS by name, since a certificate for an address is seldom to be had. */
const LOCAL_ADDRESS = '127.0.0.1:8080';
const LOCAL_TLS_ADDRESS = 'localhost:8080';
/** A person or a script that waits wants to hear soon that there is no server. */
const WAIT_SECONDS = 10;

/** What the common options and the environment say about the server. */
export async function connectionOf(
  given: Given,
  env: NodeJS.ProcessEnv,
): Promise<{ address: string; options: ClientOptions }> {
  const wanted = given.text('address') ?? (env.NANOCOCOA_ADDRESS || undefined);
  const token = given.text('token') ?? env.NANOCOCOA_TOKEN;
  const ca = caOf(given, env, wanted);
  const address = wanted ?? (ca === undefined ? LOCAL_ADDRESS : LOCAL_TLS_ADDRESS);
  try {
    originOf(address, ca !== undefined);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  return {
    address,
    options: {
      // The program's own --timeout is the deadline.
      deadlineMs: Number.POSITIVE_INFINITY,
      retry: { giveUpMs: (secondsOf(given, 'wait') ?? WAIT_SECONDS) * 1_000 },
      ...(token ? { token } : {}),
      ...(ca === undefined ? {} : { tls: { ca: await readFile(ca) } }),
    },
  };
}

/** The option, else the environment's, which is not for an address that is plainly without TLS. */
function caOf(given: Given, env: NodeJS.ProcessEnv, address: string | undefined): string | undefined {
  return given.text('ca') ?? (address?.startsWith('http:') ? undefined : env.NANOCOCOA_CA || undefined);
}

/** A number of seconds, if the option is given. Throws UsageError when it is none. */
export function secondsOf(given: Given, name: string): number | undefined {
  const text = given.text(name);
  if (text === undefined) return undefined;
  const seconds = Number(text);
  if (text.trim() === '' || !(seconds >= 0)) {
    throw new UsageError(`--${name} is "${text}"; must be a number of seconds.`);
  }
  return seconds;
}
