import type { NanococoaClient } from '../client/client.ts';
import type { ClientOptions } from '../client/client-options.ts';
import type { Options } from './options.ts';
import type { Output } from './output.ts';
import type { Given } from './parse-options.ts';

/** What a command works with. */
export interface CommandContext {
  given: Given;
  client: NanococoaClient;
  /** How the client was made, for what speaks to the server by itself. */
  connection: { address: string; options: ClientOptions };
  output: Output;
  /** Aborts at Ctrl-C and at the end of --timeout. */
  signal: AbortSignal;
}

/** A command of the command line. */
export interface Command {
  /** How it is written, after the program's name. */
  usage: string;
  /** One line. */
  summary: string;
  options: Options;
  /** How many arguments it takes besides options. */
  positionals: { min: number; max: number };
  run(context: CommandContext): Promise<void>;
}
