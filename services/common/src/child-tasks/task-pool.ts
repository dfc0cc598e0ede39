import { AppError } from '../errors/app-error.ts';
import {
  startTaskProcess,
  type TaskAnswer,
  type TaskProcess,
  type TaskProcessOptions,
} from './task-process.ts';

export interface TaskPoolOptions extends TaskProcessOptions {
  /** Most children at the same time. */
  size: number;
  /** Longest time for a task. */
  timeoutMs: number;
  /** A child that keeps more than this after its task is replaced. */
  keepBytes: number;
  /** A child without a task for this long ends. Default: one is started at once, and kept warm. */
  idleMs?: number;
}

/** Children that do tasks; tasks wait in line for a free one. */
export interface TaskPool<Task, Answer> {
  /**
   * Does a task in a child of its own for that time.
   * @throws AppError as TaskProcess.run, SHUTTING_DOWN; the signal's reason when it aborts.
   */
  run(task: Task, options: { signal?: AbortSignal | undefined }): Promise<Answer>;
  /** Process ids of the children that are alive. */
  pids(): number[];
  /** Kills all children; waiting tasks fail with SHUTTING_DOWN. */
  close(): Promise<void>;
}

/** Starts a pool. */
export function createTaskPool<Task extends object, Answer extends TaskAnswer>(
  options: TaskPoolOptions,
): TaskPool<Task, Answer> {
  type Child = TaskProcess<Task, Answer>;
  const { size, timeoutMs, keepBytes, idleMs } = options;
  const children = new Set<Child>();
  const idle: Child[] = [];
  /** What ends an idle child, until it gets a task. */
  const endings = new WeakMap<Child, NodeJS.Timeout>();
  const line: (() => void)[] = [];
  let busy = 0;
  let closed = false;

  const start = () => {
    const child = startTaskProcess<Task, Answer>(options);
    children.add(child);
    return child;
  };
  const keepWarm = () => {
    if (idleMs === undefined && idle.length === 0 && !closed) idle.push(start());
  };
  keepWarm();

  const takeChild = () => {
    for (let child = idle.pop(); child; child = idle.pop()) {
      clearTimeout(endings.get(child));
      if (child.alive()) return child;
      children.delete(child);
    }
    return start();
  };
  const giveBack = (child: Child, memoryBytes: number) => {
    if (!child.alive() || memoryBytes >= keepBytes) {
      retire(child);
      return;
    }
    idle.push(child);
    if (idleMs !== undefined) endWhenIdle(child, idleMs);
  };
  const retire = (child: Child) => {
    children.delete(child);
    void child.kill();
    keepWarm();
  };
  const endWhenIdle = (child: Child, afterMs: number) => {
    const ending = setTimeout(() => {
      idle.splice(idle.indexOf(child), 1);
      retire(child);
    }, afterMs);
    endings.set(child, ending.unref());
  };

  return {
    async run(task, { signal }) {
      signal?.throwIfAborted();
      if (busy >= size) await waitInLine(line, signal);
      else busy += 1;
      try {
        if (closed) throw new AppError('SHUTTING_DOWN');
        const child = takeChild();
        let memoryBytes = Number.POSITIVE_INFINITY;
        try {
          const answer = await child.run(task, { timeoutMs, ...(signal ? { signal } : {}) });
          memoryBytes = answer.memoryBytes;
          return answer;
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
