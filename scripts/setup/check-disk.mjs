import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SetupError } from './setup-error.mjs';

/**
 * Refuses to begin what would fill the disk.
 * @param {string} dir
 * @param {number} neededBytes
 */
export async function checkDisk(dir, neededBytes) {
  let existing = dir;
  while (!existsSync(existing)) existing = dirname(existing);
  const { bavail, bsize } = await statfs(existing);
  const freeBytes = bavail * bsize;
  if (freeBytes >= neededBytes) return;
  throw new SetupError(
    `Set-up needs ${gigabytes(neededBytes)} GB of disk space in ${dir}, but only ${gigabytes(freeBytes)} GB are free: free some and run the same command again.`,
  );
}

/** @param {number} bytes */
function gigabytes(bytes) {
  return (bytes / 1e9).toFixed(1);
}
