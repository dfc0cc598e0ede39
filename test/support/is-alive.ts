import { execFileSync } from 'node:child_process';

/**
 * Whether a process runs. A zombie does not: it has ended, and in a container whose first process
 * reaps nothing it stays in the table for ever.
 */
export function isAlive(pid: number): boolean {
  try {
    const state = execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return state !== '' && !state.startsWith('Z');
  } catch {
    return false;
  }
}
