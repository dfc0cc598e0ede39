import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A data folder whose disk can be made full. */
export interface SmallDisk {
  /** How it is done on this machine. */
  means: string;
  /** Leaves no room for the process that writes there. */
  fill(writerPid: number): Promise<void>;
  /** Makes room again. */
  free(writerPid: number): Promise<void>;
  /** Gives the disk back. */
  close(): void;
}

const SIZE = '64m';

/** A file system of its own for `folder` where that may be mounted; else a limit on what a process may write. */
export function openSmallDisk(folder: string): SmallDisk {
  mkdirSync(folder, { recursive: true });
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', folder]).status === 0;
  return mounted ? tmpfs(folder) : fileSizeLimit();
}

function tmpfs(folder: string): SmallDisk {
  const filler = join(folder, 'filler');
  return {
    means: `tmpfs of ${SIZE}`,
    async fill() {
      const file = await open(filler, 'w');
      try {
        // Down to the last page: whole blocks first, since a write that does not fit writes a part of itself.
        for (const bytes of [1 << 20, 4096]) await writeUntilFull(() => file.write(Buffer.alloc(bytes)));
      } finally {
        await file.close();
      }
    },
    free: () => rm(filler),
    close: () => void execFileSync('umount', ['-l', folder]),
  };
}

async function writeUntilFull(write: () => Promise<unknown>): Promise<void> {
  try {
    for (;;) await write();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
}

/** RLIMIT_FSIZE of the running process: every write beyond the first byte of a file fails with EFBIG. */
function fileSizeLimit(): SmallDisk {
  const limit = (pid: number, bytes: string) =>
    void execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`]);
  return {
    means: 'RLIMIT_FSIZE of the Backend',
    fill: async (pid) => limit(pid, '1'),
    free: async (pid) => limit(pid, 'unlimited'),
    close() {},
  };
}
