export interface SilenceWatch {
  /** There was news. */
  reset(): void;
  stop(): void;
}

/**
 * Calls `onSilence` once when there has been no news for `silenceMs` to a quarter more. Time during which
 * `paused` holds does not count.
 */
export function createSilenceWatch(
  silenceMs: number,
  on: { paused(): boolean; onSilence(): void },
): SilenceWatch {
  // A timer that is set anew for each of thousands of messages would cost more than this.
  let quietTicks = 0;
  const timer = setInterval(() => {
    quietTicks = on.paused() ? 0 : quietTicks + 1;
    if (quietTicks <= TICKS) return;
    clearInterval(timer);
    on.onSilence();
  }, silenceMs / TICKS);
  timer.unref();
  return {
    reset() {
      quietTicks = 0;
    },
    stop: () => clearInterval(timer),
  };
}

const TICKS = 4;
