import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { STATE_DIR } from './folders.mjs';
import { processStartTime } from './process-start-time.mjs';
import { SetupError } from './setup-error.mjs';

/**
 * @typedef {object} LockOwner
 * @property {number} pid
 * @property {string} startTime tells a process from a later one that got the same id
 * @property {string} address where its mesh is reached, "http://host:port"
 * @property {string} [caPath] whom its clients have to trust besides those that they know, PEM
 */

/** The lock of the mesh whose data lie in this folder. @param {string} [dataDir] */
export function lockPath(dataDir = STATE_DIR) {
  return join(dataDir, 'run', 'lock');
}

/**
 * Takes the lock until `release`. A lock whose owner is gone counts for nothing.
 * Made by linking a finished file, so that nobody ever reads half a lock.
 *
 * @param {string} path
 * @param {string} address
 * @param {string} [caPath]
 * @returns {{ release: () => void }}
 * @throws {SetupError} when somebody has it
 */
export function takeLock(path, address, caPath) {
  mkdirSync(dirname(path), { recursive: true });
  const own = { pid: process.pid, startTime: processStartTime(process.pid), address, caPath };
  const candidate = `${path}.${process.pid}`;
  writeFileSync(candidate, JSON.stringify(own));
  try {
    while (!tryLink(candidate, path)) {
      checkLock(path);
      removeStale(path);
    }
  } finally {
    rmSync(candidate, { force: true });
  }
  return {
    release() {
      if (lockOwner(path)?.pid === process.pid) rmSync(path, { force: true });
    },
  };
}

/**
 * @param {string} path
 * @throws {SetupError} when somebody has the lock
 */
export function checkLock(path) {
  const owner = lockOwner(path);
  if (!owner) return;
  throw new SetupError(
    `nanoCocoa already runs from this folder: open ${owner.address}, or stop it with: kill ${owner.pid}`,
  );
}

/**
 * The living owner of a lock, if there is one.
 * @param {string} path
 * @returns {LockOwner | undefined}
 */
export function lockOwner(path) {
  try {
    const owner = /** @type {LockOwner} */ (JSON.parse(readFileSync(path, 'utf8')));
    const startTime = processStartTime(owner.pid);
    // What is no lock of ours names no process, and has no owner either.
    return startTime !== undefined && startTime === owner.startTime ? owner : undefined;
  } catch {
    return undefined;
  }
}

/** @param {string} candidate @param {string} path */
function tryLink(candidate, path) {
  try {
    linkSync(candidate, path);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Moved aside first: of two that find the lock stale, the slower one must not delete the faster one's.
 * @param {string} path
 */
function removeStale(path) {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (lockOwner(aside)) tryLink(aside, path);
  rmSync(aside, { force: true });
}
