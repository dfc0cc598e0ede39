/** First delay of a job that was given back, doubled each time: a worker's restart takes some tenths of a second. */
const BASE_MS = 50;
const MAX_MS = 1000;

/** How long jobs that were given back wait: longer each time. */
export interface BackOff {
  nextDelayMs(jobId: string): number;
  /** The next delay is the first again. */
  reset(jobId: string): void;
}

/** Makes a back-off for many jobs. */
export function createBackOff(): BackOff {
  const times = new Map<string, number>();
  return {
    nextDelayMs(jobId) {
      const before = times.get(jobId) ?? 0;
      times.set(jobId, before + 1);
      return Math.min(MAX_MS, BASE_MS * 2 ** Math.min(before, 10));
    },
    reset(jobId) {
      times.delete(jobId);
    },
  };
}
