import { watchParent } from '@nanococoa/common/lifecycle/watch-parent.ts';

/**
 * Ends this process with its parent, even while the main thread is blocked. To be called before
 * anything else is imported, so that a process that still starts ends, too. The parent's id is the
 * first argument.
 */
export function tieToParent(): void {
  watchParent();
  // A parent that died before the watch began has left another parent id behind.
  if (process.ppid !== Number(process.argv[2])) process.exit(1);
  process.on('disconnect', () => process.exit(0));
  // Signals often go to the whole group, and a step must not fail by them: the parent decides when its
  // children end.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => undefined);
}
