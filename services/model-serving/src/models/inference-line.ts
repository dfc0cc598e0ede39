import { AppError } from '@nanococoa/common/errors/app-error.ts';

export interface InferenceLine {
  /**
   * Does the work after what came before. Who waits leaves the line when `signal` aborts.
   * @throws AppError NO_FREE_SLOT when too many wait; the signal's reason; what the work throws
   */
  run<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T>;
  /** Those that wait. */
  waiting(): number;
  /** Whether work is under way. */
  busy(): boolean;
}

export interface InferenceLineOptions {
  /** How many may wait. */
  capacity: number;
  /** How long one of them is expected to take, milliseconds. */
  expectedMs(): number;
  /** Nothing is under way any more, and nobody waits. */
  onFree(): void;
}

/** One inference after another, in the order in which they came. */
export function createInferenceLine({ capacity, expectedMs, onFree }: InferenceLineOptions): InferenceLine {
  const waiting = new Set<() => void>();
  let busy = false;

  const turn = (signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const begin = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        waiting.delete(begin);
        reject(signal.reason);
      };
      waiting.add(begin);
      signal.addEventListener('abort', leave, { once: true });
    });
  const next = () => {
    const [begin] = waiting;
    if (begin) {
      waiting.delete(begin);
      return begin();
    }
    busy = false;
    onFree();
  };

  return {
    waiting: () => waiting.size,
    busy: () => busy,
    async run(signal, work) {
      signal.throwIfAborted();
      if (busy) {
        if (waiting.size >= capacity) throw refusal(expectedMs());
        await turn(signal);
      }
      busy = true;
      try {
        return await work();
      } finally {
        next();
      }
    },
  };
}

function refusal(expectedMs: number): AppError {
  // One place is free when the first has ended; a caller of many should neither flood nor idle.
  const retryAfterMs = Math.round(Math.min(60_000, Math.max(100, expectedMs)));
  return new AppError('NO_FREE_SLOT', { message: 'Too many inferences of the model wait.', retryAfterMs });
}
