import { fileURLToPath } from 'node:url';
import { createTaskPool } from '../child-tasks/task-pool.ts';
import type { TaskFailure } from '../child-tasks/task-process.ts';
import { AppError } from '../errors/app-error.ts';
import { KEEP_CHILD_BYTES, PICTURE_TIMEOUT_MS } from './picture-limits.ts';
import type { PictureAnswer, PictureFacts, PictureTask } from './picture-task.ts';

export interface PicturePoolOptions {
  /** Most children at the same time. */
  size: number;
  /** Longest time for a task. Default PICTURE_TIMEOUT_MS. */
  timeoutMs?: number;
}

/** Children that open pictures. One is kept warm; tasks wait in line for a free one. */
export interface PicturePool {
  /**
   * Does a task in a child of its own for that time.
   * @param field Path of the field that errors name.
   * @throws AppError as openPicture, IMAGE_TOO_COMPLEX, IMAGE_CORRUPT, PICTURE_CHECK_INTERRUPTED, SHUTTING_DOWN; the
   *   signal's reason when it aborts.
   */
  run(task: PictureTask, options: { field: string; signal?: AbortSignal }): Promise<PictureFacts>;
  /** Process ids of the children that are alive. */
  pids(): number[];
  /** Kills all children; waiting tasks fail with SHUTTING_DOWN. */
  close(): Promise<void>;
}

const CHILD = fileURLToPath(new URL('./picture-child.ts', import.meta.url));

/** Starts a pool and its first child. */
export function createPicturePool({ size, timeoutMs = PICTURE_TIMEOUT_MS }: PicturePoolOptions): PicturePool {
  const pool = createTaskPool<PictureTask, PictureAnswer>({
    modulePath: CHILD,
    env: { VIPS_WARNING: '0', MALLOC_ARENA_MAX: '2' },
    explain,
    size,
    timeoutMs,
    keepBytes: KEEP_CHILD_BYTES,
  });
  return {
    async run(task, { field, signal }) {
      try {
        const answer = await pool.run(task, { signal });
        if (answer.ok) return answer.facts;
        throw new AppError(answer.reason, { fields: [{ field: '', description: answer.description }] });
      } catch (error) {
        throw error instanceof AppError ? named(error, field) : error;
      }
    },
    pids: pool.pids,
    close: pool.close,
  };
}

function explain(failure: TaskFailure): AppError {
  switch (failure.kind) {
    case 'timeout':
      return tooComplex(`takes longer than ${failure.timeoutMs / 1000} s to decode`);
    case 'memory':
      return tooComplex('takes more memory than its size explains');
    case 'crash':
      return new AppError('IMAGE_CORRUPT', {
        fields: [{ field: '', description: 'does not decode: the decoder crashed' }],
      });
    case 'interrupted':
      return new AppError('PICTURE_CHECK_INTERRUPTED', { cause: failure.cause });
  }
}

function tooComplex(description: string): AppError {
  return new AppError('IMAGE_TOO_COMPLEX', { fields: [{ field: '', description }] });
}

/** The same error with the field's path, which a child does not know. */
function named(error: AppError, field: string): AppError {
  const fields = error.fields.map((violation) => ({ ...violation, field }));
  return new AppError(error.reason, { fields, cause: error.cause });
}
