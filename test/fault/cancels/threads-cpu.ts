import { readdirSync, readFileSync } from 'node:fs';

/**
 * Processor time that the threads of these processes have used, milliseconds; one that is gone counts no more. Linux
 * only: /proc/PID/task/TID/schedstat, whose first number is nanoseconds.
 */
export function threadsCpuMs(pids: readonly number[]): number {
  let sum = 0;
  for (const pid of pids) {
    for (const thread of threadsOf(pid)) sum += cpuNs(`/proc/${pid}/task/${thread}/schedstat`) / 1e6;
  }
  return sum;
}

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

function cpuNs(path: string): number {
  try {
    return Number(readFileSync(path, 'utf8').split(' ')[0]);
  } catch {
    return 0;
  }
}
