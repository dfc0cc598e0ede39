import { join } from 'node:path';
import { ensureFromWheel, isInPlace } from './ensure-from-wheel.mjs';
import { CACHE_DIR } from './folders.mjs';
import { NODE_PIN } from './pins.mjs';

/** The first version that the services run on: it strips types by itself. */
export const NODE_MAJOR = 24;

/** @param {string} platform */
export function nodeTarget(platform) {
  return join(CACHE_DIR, `node-${NODE_PIN.version}-${platform}`, 'bin', 'node');
}

/** @param {string} platform */
export function nodeIsReady(platform) {
  return runningNodeIsEnough() || isInPlace(NODE_PIN, platform, nodeTarget(platform));
}

/**
 * The Node that runs nanoCocoa: the running one if it is new enough, else a pinned one of our own.
 * @param {{ platform: string, python: () => Promise<string> }} o
 * @returns {Promise<string>} path of the program
 */
export async function ensureNode({ platform, python }) {
  if (runningNodeIsEnough()) return process.execPath;
  const target = nodeTarget(platform);
  await ensureFromWheel({ pin: NODE_PIN, platform, target, mode: 0o755, python });
  return target;
}

function runningNodeIsEnough() {
  return Number(process.versions.node.split('.')[0]) >= NODE_MAJOR;
}
