import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SetupError } from './setup-error.mjs';

export const START_HELP = `npm start [-- OPTIONS]

Sets up what is missing and runs nanoCocoa on this machine until Ctrl-C.

  --port N         port of the one public address (default: NANOCOCOA_PORT or 8080)
  --tls            serve https, with a certificate for localhost that is made and renewed here (in .nanococoa/tls):
                   photos go up in a stream, and pages may have any number of streams open (docs/tls.md)
  --tls-cert FILE  serve https with a certificate of your own, PEM; it is read again when it is replaced
  --tls-key FILE   its private key, PEM
  --help           this text

Environment
  NANOCOCOA_PORT       as --port
  NANOCOCOA_STATE_DIR  folder for data and logs (default: .nanococoa; downloads are always in .nanococoa/cache)
  LOG_LEVEL            trace, debug, info (default), warn or error
  ENVOY_PATH           an Envoy 1.40.x to use; else one on PATH of that version, else a fetched one
  PYTHON               a Python 3 with pip, used for set-up only (default: python3)
`;

const DEFAULT_PORT = 8080;

/**
 * @typedef {object} StartArguments
 * @property {boolean} help
 * @property {number} port
 * @property {'local' | OwnFiles | undefined} tls a certificate made here, or an own one; plain HTTP if undefined
 */

/**
 * @typedef {object} OwnFiles
 * @property {string} certificatePath
 * @property {string} privateKeyPath
 */

/**
 * @param {string[]} argv
 * @param {NodeJS.ProcessEnv} env
 * @returns {StartArguments}
 * @throws {SetupError}
 */
export function parseStartArguments(argv, env) {
  const values = parse(argv);
  return { help: values.help ?? false, port: portOf(values, env), tls: tlsOf(values, env) };
}

/** @param {string[]} argv */
function parse(argv) {
  try {
    return parseArgs({
      args: argv,
      options: {
        port: { type: 'string' },
        tls: { type: 'boolean' },
        'tls-cert': { type: 'string' },
        'tls-key': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new SetupError(`${/** @type {Error} */ (error).message.split('.')[0]}: see npm start -- --help.`);
  }
}

/** @param {{ port?: string }} values @param {NodeJS.ProcessEnv} env */
function portOf(values, env) {
  const given = values.port ?? env.NANOCOCOA_PORT ?? String(DEFAULT_PORT);
  const port = Number(given);
  if (!/^\d+$/.test(given) || port < 1 || port > 65_535) {
    const name = values.port === undefined ? 'NANOCOCOA_PORT' : '--port';
    throw new SetupError(
      `${name} is ${given}, but a port is a number from 1 to 65535: give one, for example 8081.`,
    );
  }
  return port;
}

/**
 * @param {{ tls?: boolean, 'tls-cert'?: string, 'tls-key'?: string }} values
 * @param {NodeJS.ProcessEnv} env
 * @returns {StartArguments['tls']}
 */
function tlsOf({ tls, 'tls-cert': certificate, 'tls-key': key }, env) {
  if (certificate === undefined && key === undefined) return tls ? 'local' : undefined;
  if (!certificate || !key) {
    const [given, missing] = certificate ? ['--tls-cert', '--tls-key'] : ['--tls-key', '--tls-cert'];
    throw new SetupError(
      `${given} needs ${missing}, too: give both files, or --tls alone for a certificate that is made here.`,
    );
  }
  // npm runs scripts in the project's folder, and says where it was called.
  const from = env.INIT_CWD ?? process.cwd();
  return { certificatePath: resolve(from, certificate), privateKeyPath: resolve(from, key) };
}
