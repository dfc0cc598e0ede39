import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { digestOfPath } from './image-file.ts';

/** The database with what SQLite keeps beside it, and what locks the folder. */
const KEPT = /\.(?:sqlite|db)(?:-wal|-shm)?$|(?:^|[./])lock(?:-journal)?$/;

/**
 * What work has left behind in a data folder while nothing runs: files that are neither whole images under their own
 * digest nor the database. Logs and the gateway's configuration are meant to stay.
 */
export async function leftovers(directory: string): Promise<string[]> {
  const found: string[] = [];
  for (const folder of ['data', 'tmp']) {
    const entries = await readdir(join(directory, folder), { recursive: true, withFileTypes: true }).catch(
      () => [],
    );
    for (const entry of entries) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      if (KEPT.test(entry.name)) continue;
      const digest = digestOfPath(path);
      if (!digest) found.push(relative(directory, path));
      else if (sha256(await readFile(path)) !== digest) found.push(`${relative(directory, path)} (torn)`);
    }
  }
  return found;
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
