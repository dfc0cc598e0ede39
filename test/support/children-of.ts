import { execFileSync } from 'node:child_process';

/** Process ids of the children of a process that run; a zombie does not, see `isAlive`. */
export function childrenOf(pid = 0): number[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,stat='], { encoding: 'utf8' }).trim().split('\n');
  const rows = lines.map((line) => line.trim().split(/\s+/));
  return rows
    .filter(([, parent, state]) => Number(parent) === pid && !state.startsWith('Z'))
    .map(([id]) => Number(id));
}
