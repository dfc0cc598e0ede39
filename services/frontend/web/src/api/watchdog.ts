/** Tells when there has been silence for too long. */
export interface Watchdog {
  /** Something was heard. */
  reset(): void;
  stop(): void;
}

/** Makes a watchdog that calls back once after `silenceMs` without a reset. */
export function createWatchdog(silenceMs: number, onSilence: () => void): Watchdog {
  let timer = setTimeout(onSilence, silenceMs);
  return {
    reset() {
      clearTimeout(timer);
      timer = setTimeout(onSilence, silenceMs);
    },
    stop: () => clearTimeout(timer),
  };
}
