import { statfs } from 'node:fs/promises';
import { megabytes } from '../setup/progress.mjs';
import { SetupError } from '../setup/setup-error.mjs';

/** Refuses to begin what would fill the disk. @param dir A folder that is there. */
export async function checkRoom(dir: string, neededBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(dir);
  const freeBytes = bavail * bsize;
  if (freeBytes >= neededBytes) return;
  throw new SetupError(
    `It needs ${megabytes(neededBytes)} MB on the disk of the models folder, where ${megabytes(freeBytes)} MB are free: free some and run the same command again.`,
  );
}
