import { AppError } from '../errors/app-error.ts';
import { KEEP_CHILD_BYTES, PICTURE_TIMEOUT_MS } from './picture-limits.ts';
import { type PictureProcess, startPictureProcess } from './picture-process.ts';
import type { PictureFacts, PictureTask } from './picture-task.ts';

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
   * @throws AppError as openPicture and PictureProcess.run; the signal's reason when it aborts.
   */
  run(task: PictureTask, options: { field: string; signal?: AbortSignal }): Promise<PictureFacts>;
  /** Process ids of the children that are alive. */
  pids(): number[];
  /** Kills all children; waiting tasks fail with SHUTTING_DOWN. */
  close(): Promise<void>;
}

/** Starts a pool and its first child. */
export function createPicturePool(options: PicturePoolOptions): PicturePool {
  const { size, timeoutMs = PICTURE_TIMEOUT_MS } = options;
  const children = new Set<PictureProcess>();
  const idle: PictureProcess[] = [];
  const line: (() => void)[] = [];
  let busy = 0;
  let closed = false;

  const start = () => {
    const child = startPictureProcess();
    children.add(child);
    return child;
  };
  idle.push(start());

  const takeChild = () => {
    for (let child = idle.pop(); child; child = idle.pop()) {
      if (child.alive()) return child;
      children.delete(child);
    }
    return start();
  };
  const giveBack = (child: PictureProcess, memoryBytes: number) => {
    if (child.alive() && memoryBytes < KEEP_CHILD_BYTES) idle.push(child);
    else retire(child);
  };
  const retire = (child: PictureProcess) => {
    children.delete(child);
    void child.kill();
    if (idle.length === 0 && !closed) idle.push(start());
  };

  return {
    async run(task, { field, signal }) {
      signal?.throwIfAborted();
      if (busy >= size) await waitInLine(line, signal);
      else busy += 1;
      try {
        if (closed) throw new AppError('SHUTTING_DOWN');
        const child = takeChild();
        let memoryBytes = Number.POSITIVE_INFINITY;
        try {
          const answer = await child.run(task, { timeoutMs, signal });
          memoryBytes = answer.memoryBytes;
          if (answer.ok) return answer.facts;
          throw new AppError(answer.reason, { fields: [{ field, description: answer.description }] });
        } catch (error) {
          throw error instanceof AppError ? named(error, field) : error;
        } finally {
          giveBack(child, memoryBytes);
        }
      } finally {
        const next = line.shift();
        // The place in the room passes to the next one in line without becoming free.
        if (next) next();
        else busy -= 1;
      }
    },
    pids: () => [...children].flatMap((child) => (child.alive() && child.pid ? [child.pid] : [])),
    async close() {
      closed = true;
      await Promise.all([...children].map((child) => child.kill()));
    },
  };
}

function waitInLine(line: (() => void)[], signal: AbortSignal | undefined): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const onAbort = () => {
    const at = line.indexOf(resolve);
    if (at >= 0) line.splice(at, 1);
    reject(signal?.reason);
  };
  line.push(resolve);
  signal?.addEventListener('abort', onAbort, { once: true });
  return promise.finally(() => signal?.removeEventListener('abort', onAbort));
}

/** The same error with the field's path, which a child does not know. */
function named(error: AppError, field: string): AppError {
  const fields = error.fields.map((violation) => ({ ...violation, field }));
  return new AppError(error.reason, { fields, cause: error.cause });
}
