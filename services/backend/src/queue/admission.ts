import type { Clock } from '../clock/clock.ts';

/** How many jobs may hold a slot at once. */
export interface Admission {
  /** Slots that the workers have, less those that are not believed to be free. */
  slots(): number;
  /** A worker had no room, or nothing can be begun: one slot is not believed free for a while. */
  refused(retryAfterMs: number): void;
  /** A job has run: the next refusal is the first in a row. */
  accepted(): void;
  /** A worker says that it has room: all slots are believed again. */
  believe(): void;
}

/** A worker's child is back after some tens of milliseconds; a worker that has less room than it says stays so. */
const FIRST_DISBELIEF_MS = 50;
const MAX_DOUBLINGS = 10;

/** Makes an admission. @param options.onFree Called when a slot is believed to be free again. */
export function createAdmission(options: { slots(): number; clock: Clock; onFree(): void }): Admission {
  const disbelieved = new Set<() => void>();
  let timesInARow = 0;
  return {
    slots: () => Math.max(0, options.slots() - disbelieved.size),
    refused(retryAfterMs) {
      const delayMs = Math.min(FIRST_DISBELIEF_MS * 2 ** Math.min(timesInARow, MAX_DOUBLINGS), retryAfterMs);
      timesInARow += 1;
      const cancel = options.clock.after(Math.max(FIRST_DISBELIEF_MS, delayMs), () => {
        disbelieved.delete(cancel);
        options.onFree();
      });
      disbelieved.add(cancel);
    },
    accepted() {
      timesInARow = 0;
    },
    believe() {
      timesInARow = 0;
      for (const cancel of disbelieved) cancel();
      const wasShort = disbelieved.size > 0;
      disbelieved.clear();
      if (wasShort) options.onFree();
    },
  };
}
