import { processUsage } from '../registration/process-usage.ts';

export interface HangWatchOptions {
  pid: number;
  /** A process that uses no processor time for this long is hung. */
  hangMs: number;
  /** It may take this long at most, however busy it is; Infinity: any time. */
  limitMs: number;
  /** Whether it computes on the processor; else only `limitMs` counts. */
  usesCpu: boolean;
  /** Called once, with the cause in words. */
  onHung(cause: string): void;
  /** Processor time of the process since its start, milliseconds; undefined when it is gone. */
  cpuTimeMs?: (pid: number) => Promise<number | undefined>;
}

/** Looks a second are plenty, and cost nothing beside an inference. */
const LONGEST_INTERVAL_MS = 1000;
/** How often it is looked at before it counts as hung: a service that was itself stopped for long must not say so. */
const LOOKS = 8;
/**
 * Share of a core that is no progress: the thread that watches the parent never sleeps for long, whatever hangs
 * beside it (measured: 4 ms a second).
 */
const IDLE_SHARE = 0.01;
/** The kernel counts processor time in hundredths of a second. */
const TICK_MS = 10;

/**
 * Watches over an inference or a load, which blocks the event loop of its process, so that the process cannot be
 * asked whether it lives: what tells is the processor time that it uses. Gives the way to stop.
 */
export function watchForHang(options: HangWatchOptions): () => void {
  const { pid, hangMs, limitMs, usesCpu, onHung, cpuTimeMs = cpuTimeOf } = options;
  const startMs = performance.now();
  const intervalMs = Math.min(LONGEST_INTERVAL_MS, hangMs / LOOKS);
  const quietLooks = Math.ceil(hangMs / intervalMs);
  const progressMs = Math.max(TICK_MS, hangMs * IDLE_SHARE);
  let seenMs: number | undefined;
  let quiet = 0;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const look = async () => {
    const usedMs = usesCpu ? await cpuTimeMs(pid) : undefined;
    if (stopped) return;
    const cause = verdict(usedMs);
    if (cause === undefined) return schedule();
    stopped = true;
    onHung(cause);
  };
  const verdict = (usedMs: number | undefined): string | undefined => {
    const tookMs = performance.now() - startMs;
    if (tookMs > limitMs) return `it hung: ${seconds(tookMs)}, far longer than before`;
    if (usedMs === undefined) return undefined;
    if (seenMs === undefined || usedMs - seenMs >= progressMs) {
      seenMs = usedMs;
      quiet = 0;
      return undefined;
    }
    quiet += 1;
    return quiet >= quietLooks ? `it hung: no progress for ${seconds(quiet * intervalMs)}` : undefined;
  };
  const schedule = () => {
    timer = setTimeout(() => void look().catch(schedule), intervalMs);
    timer.unref();
  };
  schedule();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

async function cpuTimeOf(pid: number): Promise<number | undefined> {
  return (await processUsage([pid])).get(pid)?.cpuMs;
}

function seconds(ms: number): string {
  return `${Number((ms / 1000).toPrecision(2))} s`;
}
