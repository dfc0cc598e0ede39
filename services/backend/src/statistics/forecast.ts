/** Where a waiting job stands. */
export interface Standing {
  /** Jobs before it. */
  position: number;
  /** Time left until it is finished, milliseconds. */
  etaMs: number;
}

export interface ForecastOptions {
  /** When each slot is free, milliseconds from now; at least one. */
  freeInMs: readonly number[];
  /** The waiting jobs in the order in which they start. */
  waiting: Iterable<string>;
  /** What a job takes once it runs, milliseconds. */
  workMs(jobId: string): number;
  /** The jobs to tell about: the walk ends after the last of them. */
  wanted: ReadonlySet<string>;
}

/**
 * Plays the queue through: each job takes the slot that is free first. Costs n log s for n jobs and s slots.
 * Gives the wanted jobs' standing, and what a job takes on average.
 */
export function forecast(options: ForecastOptions): {
  standings: Map<string, Standing>;
  averageWorkMs: number | undefined;
} {
  const slots = [...options.freeInMs].sort((a, b) => a - b);
  const standings = new Map<string, Standing>();
  let position = 0;
  let sumMs = 0;
  for (const jobId of options.waiting) {
    if (standings.size === options.wanted.size) break;
    const workMs = options.workMs(jobId);
    const etaMs = slots[0] + workMs;
    replaceSmallest(slots, etaMs);
    if (options.wanted.has(jobId)) standings.set(jobId, { position, etaMs });
    sumMs += workMs;
    position += 1;
  }
  return { standings, averageWorkMs: position === 0 ? undefined : sumMs / position };
}

/** Puts a value in the place of a binary heap's smallest. A sorted array is a heap. */
function replaceSmallest(heap: number[], value: number): void {
  let index = 0;
  for (;;) {
    let child = 2 * index + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && heap[child + 1] < heap[child]) child += 1;
    if (heap[child] >= value) break;
    heap[index] = heap[child];
    index = child;
  }
  heap[index] = value;
}
