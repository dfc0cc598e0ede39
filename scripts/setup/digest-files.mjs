import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const SKIPPED = new Set(['node_modules', 'dist']);

/**
 * One SHA-256 over the names and contents of files and folders, in a fixed order.
 * @param {string} rootDir
 * @param {string[]} paths relative to rootDir; those that are missing count as empty
 */
export function digestFiles(rootDir, paths) {
  const hash = createHash('sha256');
  for (const path of paths) addPath(hash, rootDir, path);
  return hash.digest('hex');
}

/** @param {import('node:crypto').Hash} hash @param {string} rootDir @param {string} path */
function addPath(hash, rootDir, path) {
  const full = join(rootDir, path);
  const stats = statSync(full, { throwIfNoEntry: false });
  if (stats?.isDirectory()) {
    for (const name of readdirSync(full).sort())
      if (!SKIPPED.has(name)) addPath(hash, rootDir, `${path}/${name}`);
  } else if (stats?.isFile()) {
    const content = readFileSync(full);
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
}
