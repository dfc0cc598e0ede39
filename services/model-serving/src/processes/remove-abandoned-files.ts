import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A file that is being written: "<name>.<process id>.<uuid>"; it gets its own name when it is complete. */
const TEMPORARY = /\.(\d+)\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * A file takes seconds to write. After a restart of the machine, or in a container, its writer's number may long be
 * another process's.
 */
const LONGEST_WRITE_MS = 600_000;

/** Removes the half-written files in `folder` whose writer is gone. */
export async function removeAbandonedFiles(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const writer = TEMPORARY.exec(name)?.[1];
    if (writer === undefined) continue;
    const path = join(folder, name);
    if (!(await isAlive(Number(writer))) || (await ageMs(path)) > LONGEST_WRITE_MS) {
      await rm(path, { force: true });
    }
  }
}

async function ageMs(path: string): Promise<number> {
  const info = await stat(path).catch(() => undefined);
  return info ? Date.now() - info.mtimeMs : 0;
}

async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: there is such a process, and it is somebody else's.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  // A container's first process may never reap: what has ended stays in the table as a zombie.
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return !/^State:\s+[ZX]/m.test(status);
}
