import { watchParent } from '../lifecycle/watch-parent.ts';
import type { TaskAnswer } from './task-process.ts';

/**
 * Makes this process a child that does tasks, one at a time, asked and answered by message. It ends with its parent,
 * and when `work` throws.
 */
export function serveTasks<Task, Outcome extends object>(work: (task: Task) => Promise<Outcome>): void {
  watchParent();
  process.on('disconnect', () => process.exit(0));
  process.on('message', (task: Task) => {
    work(task)
      .then((outcome) => {
        const answer: Outcome & TaskAnswer = { ...outcome, memoryBytes: process.memoryUsage.rss() };
        process.send?.(answer);
      })
      .catch(() => process.exit(1));
  });
}
