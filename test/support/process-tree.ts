import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { processStartTime } from '../../scripts/setup/process-start-time.mjs';

/** USER_HZ is 100 on every Linux that Node runs on. */
const MS_PER_TICK = 10;

export interface SeenProcess {
  pid: number;
  startTime: string;
  command: string;
}

/** All processes below `pid`, without itself. */
export function descendants(pid: number): SeenProcess[] {
  const parents = parentIds();
  const found = new Set([pid]);
  for (let size = 0; size !== found.size; ) {
    size = found.size;
    for (const [child, parent] of parents) if (found.has(parent)) found.add(child);
  }
  found.delete(pid);
  return [...found].flatMap((id) => {
    const startTime = processStartTime(id);
    return startTime ? [{ pid: id, startTime, command: commandOf(id) }] : [];
  });
}

/** Processor time that a process and all below it have used; endless where the system does not say. */
export function cpuTimeMs(pid: number): number {
  if (process.platform !== 'linux') return Number.POSITIVE_INFINITY;
  const ticks = [pid, ...descendants(pid).map((each) => each.pid)].map((each) => {
    const stat = statOf(each);
    return stat ? Number(stat[11]) + Number(stat[12]) : 0;
  });
  return ticks.reduce((sum, each) => sum + each, 0) * MS_PER_TICK;
}

/** Those that still run; an id that went to another process since does not count. */
export function survivors(processes: SeenProcess[]): SeenProcess[] {
  return processes.filter(({ pid, startTime }) => processStartTime(pid) === startTime && !isZombie(pid));
}

function parentIds(): Map<number, number> {
  if (process.platform !== 'linux') {
    const { stdout } = spawnSync('ps', ['-axo', 'pid=,ppid='], { encoding: 'utf8' });
    return new Map(
      stdout
        .trim()
        .split('\n')
        .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]),
    );
  }
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? statOf(Number(name)) : undefined;
    if (stat) parents.set(Number(name), Number(stat[1]));
  }
  return parents;
}

/** A killed process whose new parent has not asked for its status yet runs no more. */
function isZombie(pid: number): boolean {
  return process.platform === 'linux' && statOf(pid)?.[0] === 'Z';
}

function statOf(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

function commandOf(pid: number): string {
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    } catch {
      return '';
    }
  }
  return spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
}
