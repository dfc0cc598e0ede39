import { processStartTime } from '../setup/process-start-time.mjs';

const CHECK_MS = 100;

/** Calls `onGone` when the process that handed over to this one (hand-over.mjs) has ended. */
export function watchLauncher(onGone: () => void): void {
  const launcher = Number(process.env.NANOCOCOA_LAUNCHER_PID);
  // One that lives and is not the parent has handed over to an ancestor, whose environment came down to here.
  if (!launcher || (process.ppid !== launcher && processStartTime(launcher))) return;
  setInterval(() => {
    if (process.ppid !== launcher) onGone();
  }, CHECK_MS).unref();
}
