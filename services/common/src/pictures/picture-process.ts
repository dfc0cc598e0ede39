import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { AppError } from '../errors/app-error.ts';
import { forkDyingWithParent } from '../lifecycle/fork-dying-with-parent.ts';
import { MEMORY_EXIT_CODE } from './picture-limits.ts';
import type { PictureAnswer, PictureTask } from './picture-task.ts';

/** A child process that opens pictures, one at a time. */
export interface PictureProcess {
  readonly pid: number | undefined;
  /** False once it has ended or was told to. */
  alive(): boolean;
  /**
   * Does a task. When the time is over or the signal aborts, the process is killed.
   * @throws AppError IMAGE_TOO_COMPLEX, IMAGE_CORRUPT (the decoder crashed), PICTURE_CHECK_INTERRUPTED
   */
  run(task: PictureTask, options: { timeoutMs: number; signal?: AbortSignal }): Promise<PictureAnswer>;
  /** Ends it at once. Resolves when it is gone. */
  kill(): Promise<void>;
}

const CHILD = fileURLToPath(new URL('./picture-child.ts', import.meta.url));

/** Signals by which a process dies of its own fault: what was in the picture did it. */
const CRASHES: readonly (NodeJS.Signals | null)[] = ['SIGSEGV', 'SIGBUS', 'SIGABRT', 'SIGILL', 'SIGFPE'];

/** Starts a picture child. It knows nothing of our environment: it opens what strangers send. */
export function startPictureProcess(): PictureProcess {
  const child = fork(CHILD, {
    env: { VIPS_WARNING: '0', MALLOC_ARENA_MAX: '2' },
    ...forkDyingWithParent(),
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const kill = async () => {
    child.kill('SIGKILL');
    if (child.pid === undefined) return;
    child.ref();
    await gone;
  };
  // An idle child keeps nobody waiting at the end.
  child.unref();
  child.channel?.unref();

  return {
    pid: child.pid,
    alive: () => child.connected && !child.killed && child.exitCode === null && child.signalCode === null,
    async run(task, { timeoutMs, signal }) {
      child.channel?.ref();
      try {
        return await ask(child, task, timeoutMs, signal);
      } catch (error) {
        await kill();
        throw error;
      } finally {
        child.channel?.unref();
      }
    },
    kill,
  };
}

function ask(
  child: ChildProcess,
  task: PictureTask,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<PictureAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<PictureAnswer>();
  const onMessage = (answer: unknown) => resolve(answer as PictureAnswer);
  const onExit = (code: number | null, died: NodeJS.Signals | null) => reject(explainExit(code, died));
  const onError = (cause: Error) => reject(new AppError('PICTURE_CHECK_INTERRUPTED', { cause }));
  const onAbort = () => reject(signal?.reason);
  const timer = setTimeout(
    () => reject(tooComplex(`takes longer than ${timeoutMs / 1000} s to decode`)),
    timeoutMs,
  );
  child.once('message', onMessage).once('exit', onExit).once('error', onError);
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted) onAbort();
  else child.send(task, (cause) => cause && onError(cause));
  return promise.finally(() => {
    clearTimeout(timer);
    child.off('message', onMessage).off('exit', onExit).off('error', onError);
    signal?.removeEventListener('abort', onAbort);
  });
}

function explainExit(code: number | null, died: NodeJS.Signals | null): AppError {
  if (code === MEMORY_EXIT_CODE) return tooComplex('takes more memory than its size explains');
  if (CRASHES.includes(died)) {
    return new AppError('IMAGE_CORRUPT', {
      fields: [{ field: '', description: 'does not decode: the decoder crashed' }],
    });
  }
  return new AppError('PICTURE_CHECK_INTERRUPTED', { cause: new Error(`exit ${died ?? code}`) });
}

function tooComplex(description: string): AppError {
  return new AppError('IMAGE_TOO_COMPLEX', { fields: [{ field: '', description }] });
}
