import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** What a process uses. */
export interface ProcessUsage {
  /** Resident memory, bytes. */
  memoryBytes: number;
  /** Processor time since its start, milliseconds. */
  cpuMs: number;
}

/** What processes use, by process id; one that has ended is missing. */
export async function processUsage(pids: readonly number[]): Promise<Map<number, ProcessUsage>> {
  if (process.platform !== 'linux') return await usageByPs(pids);
  const usages = await Promise.all(pids.map(async (pid) => [pid, await usageByProc(pid)] as const));
  return new Map(usages.flatMap(([pid, usage]) => (usage ? [[pid, usage]] : [])));
}

/** proc_pid_stat(5): utime and stime are fields 14 and 15, in ticks; proc_pid_status(5): VmRSS in KiB. */
async function usageByProc(pid: number): Promise<ProcessUsage | undefined> {
  const read = (file: string) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
  const [stat, status] = await Promise.all([read('stat'), read('status')]);
  const rssKib = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  if (stat === '' || rssKib === undefined) return undefined;
  // The second field is the name in parentheses, which may contain anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  return { memoryBytes: Number(rssKib) * 1024, cpuMs: ticks * TICK_MS };
}

/** USER_HZ is 100 on every Linux that Node runs on. */
const TICK_MS = 10;

async function usageByPs(pids: readonly number[]): Promise<Map<number, ProcessUsage>> {
  const usages = new Map<number, ProcessUsage>();
  // ps fails when one of them has ended; it prints the others all the same.
  const run = promisify(execFile)('ps', ['-o', 'pid=,rss=,time=', '-p', pids.join(',')]);
  const { stdout } = await run.catch((error: { stdout?: string }) => ({ stdout: error.stdout ?? '' }));
  for (const line of stdout.split('\n')) {
    const [pid, rssKib, time] = line.trim().split(/\s+/);
    if (time !== undefined) {
      usages.set(Number(pid), { memoryBytes: Number(rssKib) * 1024, cpuMs: cpuTimeMs(time) });
    }
  }
  return usages;
}

/** "[hours:]minutes:seconds[.hundredths]" in milliseconds. */
function cpuTimeMs(text: string): number {
  return text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0) * 1000;
}
