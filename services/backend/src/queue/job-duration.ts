/** Taken until the first job has been timed, milliseconds. */
const FIRST_GUESS_MS = 5000;

/** How long jobs take: a moving average, 0.8 old and 0.2 new. */
export interface JobDuration {
  record(durationMs: number): void;
  averageMs(): number;
}

/** Makes an average that knows no job yet. */
export function createJobDuration(): JobDuration {
  let averageMs: number | undefined;
  return {
    record(durationMs) {
      averageMs = averageMs === undefined ? durationMs : 0.8 * averageMs + 0.2 * durationMs;
    },
    averageMs: () => averageMs ?? FIRST_GUESS_MS,
  };
}
