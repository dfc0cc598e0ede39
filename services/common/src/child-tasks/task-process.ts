import { type ChildProcess, fork } from 'node:child_process';
import type { AppError } from '../errors/app-error.ts';
import { forkDyingWithParent } from '../lifecycle/fork-dying-with-parent.ts';

/** What a child answers besides the outcome of its task. */
export interface TaskAnswer {
  /** Resident memory after the task. */
  memoryBytes: number;
}

/** Why a task has no answer. */
export type TaskFailure =
  /** It took longer than allowed. */
  | { kind: 'timeout'; timeoutMs: number }
  /** The child ended itself because of memory. */
  | { kind: 'memory' }
  /** What was in the task made the child crash. */
  | { kind: 'crash' }
  /** The child ended for a reason that is not the task's. */
  | { kind: 'interrupted'; cause: Error };

export interface TaskProcessOptions {
  /** Path of the module that the child runs; it calls `serveTasks`. */
  modulePath: string;
  /** All of the child's environment. It knows nothing of ours: it works for strangers. */
  env?: Record<string, string>;
  /** What a failure is to the caller. */
  explain: (failure: TaskFailure) => AppError;
}

/** A child process that does tasks, one at a time. */
export interface TaskProcess<Task, Answer> {
  readonly pid: number | undefined;
  /** False once it has ended or was told to. */
  alive(): boolean;
  /**
   * Does a task. When the time is over or the signal aborts, the process is killed.
   * @throws AppError as `explain` gives it, or the signal's reason
   */
  run(task: Task, options: { timeoutMs: number; signal?: AbortSignal }): Promise<Answer>;
  /** Ends it at once. Resolves when it is gone. */
  kill(): Promise<void>;
}

/** Exit code of a child that ended itself because of memory. */
export const MEMORY_EXIT_CODE = 86;

/** Signals by which a process dies of its own fault: what was in the task did it. */
const CRASHES: readonly (NodeJS.Signals | null)[] = ['SIGSEGV', 'SIGBUS', 'SIGABRT', 'SIGILL', 'SIGFPE'];

/** Starts a child that does tasks. */
export function startTaskProcess<Task extends object, Answer extends TaskAnswer>(
  options: TaskProcessOptions,
): TaskProcess<Task, Answer> {
  const child = fork(options.modulePath, {
    env: options.env ?? {},
    ...forkDyingWithParent(),
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
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
        const answer = await ask(child, task, { timeoutMs, signal, explain: options.explain });
        return answer as Answer;
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
  task: object,
  o: { timeoutMs: number; signal: AbortSignal | undefined; explain: TaskProcessOptions['explain'] },
): Promise<unknown> {
  const { timeoutMs, signal, explain } = o;
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const onExit = (code: number | null, died: NodeJS.Signals | null) => reject(explain(exitOf(code, died)));
  const onError = (cause: Error) => reject(explain({ kind: 'interrupted', cause }));
  const onAbort = () => reject(signal?.reason);
  const timer = setTimeout(() => reject(explain({ kind: 'timeout', timeoutMs })), timeoutMs);
  child.once('message', resolve).once('exit', onExit).once('error', onError);
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted) onAbort();
  else child.send(task, (cause) => cause && onError(cause));
  return promise.finally(() => {
    clearTimeout(timer);
    child.off('message', resolve).off('exit', onExit).off('error', onError);
    signal?.removeEventListener('abort', onAbort);
  });
}

function exitOf(code: number | null, died: NodeJS.Signals | null): TaskFailure {
  if (code === MEMORY_EXIT_CODE) return { kind: 'memory' };
  if (CRASHES.includes(died)) return { kind: 'crash' };
  return { kind: 'interrupted', cause: new Error(`exit ${died ?? code}`) };
}
