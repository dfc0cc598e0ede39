import { Status } from 'nice-grpc-common';
import { NanococoaError } from '../calls/nanococoa-error.ts';
import { createClient } from '../node.ts';
import type { Command } from './command.ts';
import { COMMANDS } from './commands/commands.ts';
import { connectionOf, secondsOf } from './connection-of.ts';
import { EXIT_CODES, exitCodeOf } from './exit-codes.ts';
import { commandHelp, programHelp } from './help.ts';
import { COMMON_OPTIONS } from './options.ts';
import { createOutput, type LineStream, type Output } from './output.ts';
import { type Given, parseOptions } from './parse-options.ts';
import { suggest } from './suggest.ts';
import { UsageError } from './usage-error.ts';

export interface CliEnvironment {
  stdout: LineStream;
  stderr: LineStream;
  env: NodeJS.ProcessEnv;
  /** Aborts at Ctrl-C. */
  signal: AbortSignal;
}

/** Runs the command line and gives its exit code. */
export async function runCli(args: string[], environment: CliEnvironment): Promise<number> {
  const { stdout, stderr } = environment;
  const [name, ...rest] = args;
  const output = createOutput({ isJson: args.includes('--json'), stdout, stderr });
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    stdout.write(programHelp(COMMANDS));
    return name === undefined ? EXIT_CODES.usage.code : EXIT_CODES.ok.code;
  }
  try {
    const command = commandOf(name);
    const given = parseOptions(rest, { ...command.options, ...COMMON_OPTIONS });
    if (given.has('help')) {
      stdout.write(commandHelp(command));
      return EXIT_CODES.ok.code;
    }
    checkPositionals(command, given);
    await runCommand(command, given, output, environment);
    return EXIT_CODES.ok.code;
  } catch (error) {
    return report(error, output, name, environment.signal);
  }
}

async function runCommand(
  command: Command,
  given: Given,
  output: Output,
  { env, signal }: CliEnvironment,
): Promise<void> {
  const connection = await connectionOf(given, env);
  const seconds = secondsOf(given, 'timeout');
  const late = new AbortController();
  const timer = seconds === undefined ? undefined : setTimeout(() => late.abort(tooLate()), seconds * 1_000);
  const client = createClient(connection.address, connection.options);
  try {
    const either = AbortSignal.any([signal, late.signal]);
    await command.run({ given, client, connection, output, signal: either });
  } catch (error) {
    throw unreachable(error, connection.address);
  } finally {
    clearTimeout(timer);
    client.close();
  }
}

/** Which server it is that cannot be reached. */
function unreachable(error: unknown, address: string): unknown {
  if (!(error instanceof NanococoaError) || error.code !== Status.UNAVAILABLE) return error;
  const { code, reason, message } = error;
  // Node's words for a certificate that it has no reason to trust.
  const hint = /certificate/.test(message) ? 'name who signed its certificate with --ca FILE. ' : '';
  return new NanococoaError({
    code,
    reason,
    message: `${address} cannot be reached: ${hint}${message}`,
    cause: error,
  });
}

function commandOf(name: string): Command {
  if (Object.hasOwn(COMMANDS, name)) return COMMANDS[name];
  const nearest = suggest(name, Object.keys(COMMANDS));
  throw new UsageError(
    `There is no command ${name}.${nearest === undefined ? '' : ` Did you mean ${nearest}?`}`,
  );
}

function checkPositionals({ positionals: { min, max }, usage }: Command, { positionals }: Given): void {
  if (positionals.length < min) throw new UsageError(`Something is missing: nanococoa ${usage}.`);
  if (positionals.length > max) {
    throw new UsageError(`"${positionals[max]}" is one argument too many: nanococoa ${usage}.`);
  }
}

function report(error: unknown, output: Output, name: string, signal: AbortSignal): number {
  if (signal.aborted) {
    output.error(new Error('interrupted; a job that was accepted goes on'));
    return EXIT_CODES.interrupted.code;
  }
  if (error instanceof UsageError) {
    const help = Object.hasOwn(COMMANDS, name) ? `nanococoa ${name} --help` : 'nanococoa --help';
    output.error(new UsageError(`${error.message} See ${help}.`));
    return EXIT_CODES.usage.code;
  }
  output.error(error);
  if (error instanceof NanococoaError) return exitCodeOf(error);
  // Node's own errors about files have the path.
  return error instanceof Error && 'path' in error ? EXIT_CODES.file.code : EXIT_CODES.internal.code;
}

function tooLate(): NanococoaError {
  return new NanococoaError({
    code: Status.DEADLINE_EXCEEDED,
    reason: 'DEADLINE_EXCEEDED',
    message: 'The time given by --timeout is over; a job that was accepted goes on.',
  });
}
