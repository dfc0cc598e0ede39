import type { ServerStatus } from '@nanococoa/proto/common/v1/catalog.ts';

/** What a server was doing at a moment. */
export interface LoadSample {
  timeMs: number;
  /** Processor use of all workers in cores. */
  cpuCores: number;
  /** Measured memory of all workers, bytes. */
  memoryBytes: number;
}

/** What the page has seen of the server lately. */
export interface StatusLog {
  /** Oldest first. */
  samples: readonly LoadSample[];
  /** Workers that were there and are not any more, by their id, with the time when they were seen last. */
  away: ReadonlyMap<string, number>;
  present: ReadonlySet<string>;
}

export const EMPTY_LOG: StatusLog = { samples: [], away: new Map(), present: new Set() };

/** So long is looked back. */
export const LOG_MS = 5 * 60_000;

/** The log with what the server says now. */
export function logged(log: StatusLog, { workers }: ServerStatus, nowMs: number): StatusLog {
  const sample = {
    timeMs: nowMs,
    cpuCores: workers.reduce((sum, { cpuCores }) => sum + cpuCores, 0),
    memoryBytes: workers.reduce(
      (sum, { memory, memoryBytes }) => sum + (memory?.measuredBytes ?? memoryBytes),
      0,
    ),
  };
  const present = new Set(workers.map(({ id }) => id));
  const lastMs = log.samples.at(-1)?.timeMs ?? nowMs;
  const left = [...log.present].filter((id) => !present.has(id)).map((id): [string, number] => [id, lastMs]);
  const known = [...log.away, ...left].filter(
    ([id, sinceMs]) => !present.has(id) && nowMs - sinceMs < LOG_MS,
  );
  return {
    samples: [...log.samples.filter(({ timeMs }) => nowMs - timeMs < LOG_MS), sample],
    away: new Map(known),
    present,
  };
}
