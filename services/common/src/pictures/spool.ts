import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A file that is gone when its owner is done with it, or at the latest at the next start. */
export interface SpoolFile {
  path: string;
  /** Appends; resolves when the bytes are with the operating system. */
  write(bytes: Uint8Array): Promise<void>;
  /** Deletes it. May be called again. */
  remove(): Promise<void>;
}

export interface Spool {
  createFile(): Promise<SpoolFile>;
  /** A path for a file that somebody else writes; remove it with `rm`. */
  reservePath(): string;
  close(): Promise<void>;
}

const PREFIX = 'spool-';

/**
 * A directory of this process for bytes in passing, so that no picture has to be held in memory. What dead
 * processes left in the same place is deleted.
 */
export async function createSpool(parentDir: string): Promise<Spool> {
  await mkdir(parentDir, { recursive: true });
  await removeLeftovers(parentDir);
  const dir = await mkdtemp(join(parentDir, `${PREFIX}${process.pid}-`));
  const reservePath = () => join(dir, randomUUID());
  return {
    reservePath,
    async createFile() {
      const path = reservePath();
      const file = await open(path, 'wx', 0o600);
      let removed: Promise<void> | undefined;
      return {
        path,
        async write(bytes) {
          for (let start = 0; start < bytes.length; ) {
            const { bytesWritten } = await file.write(bytes, start);
            start += bytesWritten;
          }
        },
        remove() {
          removed ??= file.close().finally(() => rm(path, { force: true }));
          return removed;
        },
      };
    },
    close: () => rm(dir, { recursive: true, force: true }),
  };
}

async function removeLeftovers(parentDir: string): Promise<void> {
  for (const name of await readdir(parentDir)) {
    const pid = Number(new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1] ?? Number.NaN);
    // A directory under our own id is from an earlier life: containers number their processes alike.
    if (Number.isNaN(pid) || (pid !== process.pid && isAlive(pid))) continue;
    await rm(join(parentDir, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
