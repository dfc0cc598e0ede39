import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const claimed = new Set<string>();

/**
 * Takes a port for this process, until its end, among all that ask here: between choosing a free port and listening
 * on it, another mesh that starts at the same moment would find it free, too.
 *
 * @returns whether nobody else has it
 */
export function claimPort(port: number): boolean {
  const directory = join(tmpdir(), `nanococoa-ports-${process.getuid?.() ?? 0}`);
  const file = join(directory, String(port));
  mkdirSync(directory, { recursive: true });
  if (isAbandoned(file)) rmSync(file, { force: true });
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  if (claimed.size === 0) process.once('exit', giveBack);
  claimed.add(file);
  return true;
}

/** Whether whoever claimed it was killed before it could give it back. */
function isAbandoned(file: string): boolean {
  let owner: number;
  try {
    owner = Number(readFileSync(file, 'utf8'));
  } catch {
    return false;
  }
  // Just being written.
  if (!(owner > 0)) return false;
  try {
    process.kill(owner, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function giveBack(): void {
  for (const file of claimed) rmSync(file, { force: true });
}
