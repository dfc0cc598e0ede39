/** npm hands a terminal's Ctrl-C on although the terminal sent it to everybody, so one arrives as two. */
const SAME_SIGNAL_MS = 500;

/** Calls `onFirst` at the first SIGINT, SIGTERM or SIGHUP and `onSecond` at one that comes later. */
export function onStopSignals(onFirst: () => void, onSecond: () => void): void {
  let firstMs: number | undefined;
  const onSignal = () => {
    const nowMs = performance.now();
    if (firstMs === undefined) {
      firstMs = nowMs;
      onFirst();
    } else if (nowMs - firstMs > SAME_SIGNAL_MS) {
      onSecond();
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
}
