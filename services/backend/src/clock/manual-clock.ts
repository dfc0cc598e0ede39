import type { Clock } from './clock.ts';

/** A clock for tests: time stands still until it is advanced. */
export interface ManualClock extends Clock {
  /** Moves time on, calling back what falls due in between, in order. */
  advance(durationMs: number): void;
  /** Delays of the calls that are waiting, milliseconds from now, shortest first. */
  pendingDelaysMs(): number[];
}

/** Makes a clock that stands at `startMs` (milliseconds since 1970). */
export function createManualClock(startMs = 1_700_000_000_000): ManualClock {
  let nowMs = startMs;
  let waiting: { dueMs: number; callback: () => void }[] = [];
  return {
    now: () => new Date(nowMs),
    after(delayMs, callback) {
      const entry = { dueMs: nowMs + delayMs, callback };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((other) => other !== entry);
      };
    },
    advance(durationMs) {
      const endMs = nowMs + durationMs;
      for (;;) {
        const [next] = waiting.filter((e) => e.dueMs <= endMs).sort((a, b) => a.dueMs - b.dueMs);
        if (!next) break;
        waiting = waiting.filter((other) => other !== next);
        nowMs = Math.max(nowMs, next.dueMs);
        next.callback();
      }
      nowMs = endMs;
    },
    pendingDelaysMs: () => waiting.map((e) => e.dueMs - nowMs).sort((a, b) => a - b),
  };
}
