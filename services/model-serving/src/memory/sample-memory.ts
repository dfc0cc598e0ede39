import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What a process has in memory. */
export interface MemorySample {
  /** What it has for itself alone, bytes: this becomes free when it ends. */
  privateBytes: number;
  /** The most that it ever had for itself alone, bytes. */
  peakBytes: number;
  /** What others may have mapped as well, such as program and libraries, bytes. 0: not known. */
  sharedBytes: number;
}

/** What processes have in memory, by process id; one that has ended is missing. */
export type MemorySampler = (pids: readonly number[]) => Map<number, MemorySample>;

/** The sampler of main memory for this system: /proc on Linux, ps elsewhere. */
export function createMemorySampler(platform: NodeJS.Platform = process.platform): MemorySampler {
  return platform === 'linux' ? sampleProc : createLateSampler(sampleByPs);
}

/**
 * A sampler for sources that take longer than an event loop may stand still: it tells what it knows, and asks anew if
 * it is not asking already. So it is late by one sampling interval, and empty at first.
 */
export function createLateSampler(
  ask: (pids: readonly number[]) => Promise<Map<number, MemorySample>>,
): MemorySampler {
  let known = new Map<number, MemorySample>();
  let asking = false;
  return (pids) => {
    if (!asking) {
      asking = true;
      ask(pids)
        .then((samples) => {
          known = samples;
        })
        // What is not known is missing; the next time may succeed.
        .catch(() => known.clear())
        .finally(() => {
          asking = false;
        });
    }
    return new Map([...known].filter(([pid]) => pids.includes(pid)));
  };
}

/** The text of /proc/PID/status, see proc_pid_status(5). undefined: the process has no memory any more. */
export function parseProcStatus(text: string): MemorySample | undefined {
  const anonymous = readKib(text, 'RssAnon:');
  if (anonymous === undefined) return undefined;
  const file = readKib(text, 'RssFile:') ?? 0;
  // Memory in swap is the process's own as well. Shared memory segments live in nobody's file.
  const own = anonymous + (readKib(text, 'RssShmem:') ?? 0) + (readKib(text, 'VmSwap:') ?? 0);
  // The mark is of all resident memory. What it had mapped of files then is not known: taken to be what it has now,
  // which makes this an upper bound as long as files are mapped early and stay.
  const peak = (readKib(text, 'VmHWM:') ?? 0) - file;
  return { privateBytes: own * 1024, peakBytes: Math.max(own, peak) * 1024, sharedBytes: file * 1024 };
}

/**
 * One read for each process, measured at 16 to 20 µs. The exact smaps_rollup walks all of its pages, and statm has no
 * high-water mark.
 */
function sampleProc(pids: readonly number[]): Map<number, MemorySample> {
  const samples = new Map<number, MemorySample>();
  for (const pid of pids) {
    try {
      const sample = parseProcStatus(readFileSync(`/proc/${pid}/status`, 'latin1'));
      if (sample) samples.set(pid, sample);
    } catch {
      // It has ended.
    }
  }
  return samples;
}

function readKib(text: string, key: string): number | undefined {
  const start = text.indexOf(`\n${key}`);
  return start === -1 ? undefined : Number.parseInt(text.slice(start + key.length + 1), 10);
}

/** ps tells the resident memory only: all of it counts as private, which errs on the safe side. */
function sampleByPs(pids: readonly number[]): Promise<Map<number, MemorySample>> {
  return new Promise((resolve) => {
    // It fails when one of them has ended, and prints the others all the same.
    execFile('ps', ['-o', 'pid=,rss=', '-p', pids.join(',')], (_error, stdout) => resolve(parsePs(stdout)));
  });
}

/** Lines of process id and resident memory in KiB. */
export function parsePs(text: string): Map<number, MemorySample> {
  const samples = new Map<number, MemorySample>();
  for (const line of text.split('\n')) {
    const [pid, rssKib] = line.trim().split(/\s+/).map(Number);
    // A zombie has none.
    if (pid > 0 && rssKib > 0) {
      samples.set(pid, { privateBytes: rssKib * 1024, peakBytes: rssKib * 1024, sharedBytes: 0 });
    }
  }
  return samples;
}
