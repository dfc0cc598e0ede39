import type { Clock } from './clock.ts';

/** Tells when there has been silence for too long. */
export interface Watchdog {
  /** Something was heard: the silence begins anew. */
  reset(): void;
  /** Nobody listens at the moment. */
  stop(): void;
}

/** Makes a watchdog that calls back once after `silenceMs` without a reset. */
export function createWatchdog(clock: Clock, silenceMs: number, onSilence: () => void): Watchdog {
  let stop = clock.after(silenceMs, onSilence);
  return {
    reset() {
      stop();
      stop = clock.after(silenceMs, onSilence);
    },
    stop: () => stop(),
  };
}
