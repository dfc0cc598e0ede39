import { fileURLToPath } from 'node:url';
import { createTaskPool, type TaskPool } from '@nanococoa/common/child-tasks/task-pool.ts';
import type { TaskFailure } from '@nanococoa/common/child-tasks/task-process.ts';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { SubsetAnswer, SubsetTask } from './subset-task.ts';

const CHILD = fileURLToPath(new URL('./subset-child.ts', import.meta.url));

/** A subset takes some milliseconds; the first one waits for the child's start too. */
const TIMEOUT_MS = 10_000;
/** A child has up to 180 MB: Node, and the largest font a few times over. */
const KEEP_CHILD_BYTES = 256 * 1024 * 1024;
/** Whoever writes a copy asks at each pause; after a minute without a question its memory is better used elsewhere. */
const IDLE_MS = 60_000;

/** The child that subsets fonts: started when one is wanted. */
export function createSubsetPool(): TaskPool<SubsetTask, SubsetAnswer> {
  return createTaskPool({
    modulePath: CHILD,
    explain,
    // One does hundreds of subsets a second; the other cores are for pictures.
    size: 1,
    timeoutMs: TIMEOUT_MS,
    keepBytes: KEEP_CHILD_BYTES,
    idleMs: IDLE_MS,
  });
}

/** The fonts are ours: whatever stops the child is not the caller's fault. */
function explain(failure: TaskFailure): AppError {
  const cause = failure.kind === 'interrupted' ? failure.cause : new Error(failure.kind);
  return new AppError('FONT_WORK_INTERRUPTED', { cause });
}
