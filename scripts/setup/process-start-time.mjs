import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Field 22 of /proc/PID/stat, counted after the command's name, which may hold spaces. */
const START_TIME_FIELD = 19;

/**
 * When a process started, in the system's own words; undefined when there is no such process.
 * @param {number} pid
 * @returns {string | undefined}
 */
export function processStartTime(pid) {
  if (process.platform === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[START_TIME_FIELD];
    } catch {
      return undefined;
    }
  }
  return (
    spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim() || undefined
  );
}
