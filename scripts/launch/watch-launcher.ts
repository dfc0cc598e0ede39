const CHECK_MS = 100;

/** Calls `onGone` when the process that handed over to this one (hand-over.mjs) has ended. */
export function watchLauncher(onGone: () => void): void {
  const launcher = Number(process.env.NANOCOCOA_LAUNCHER_PID);
  if (!launcher) return;
  setInterval(() => {
    if (process.ppid !== launcher) onGone();
  }, CHECK_MS).unref();
}
