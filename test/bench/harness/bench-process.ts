import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A process of a bench that answers each message with one; ends with the bench. */
export interface BenchProcess<Task, Answer> {
  pid: number;
  /** The first message that it sent by itself. */
  hello: unknown;
  ask(task: Task): Promise<Answer>;
  stop(): Promise<void>;
}

export interface BenchProcessOptions {
  args?: string[];
  /** Whether it is ready only when it has sent its first message. */
  greets?: boolean;
  /** Flags for Node itself. */
  nodeFlags?: readonly string[];
}

/** Starts a file as a process of its own. */
export async function startBenchProcess<Task, Answer>(
  url: URL,
  { args = [], greets = false, nodeFlags = [] }: BenchProcessOptions = {},
): Promise<BenchProcess<Task, Answer>> {
  const child: ChildProcess = fork(fileURLToPath(url), args, {
    serialization: 'advanced',
    execArgv: [...nodeFlags],
  });
  const next = async () => {
    const settled = new AbortController();
    const { signal } = settled;
    const failed = once(child, 'exit', { signal }).then(([code]) => {
      throw new Error(`A bench process ended with ${code}.`);
    });
    try {
      const [message] = await Promise.race([once(child, 'message', { signal }), failed]);
      if (message?.error) throw new Error(message.error);
      return message;
    } finally {
      failed.catch(() => undefined);
      settled.abort();
    }
  };
  const hello = greets ? await next() : undefined;
  return {
    pid: child.pid ?? 0,
    hello,
    async ask(task) {
      const answer = next();
      child.send(task as object);
      return (await answer) as Answer;
    },
    async stop() {
      child.removeAllListeners();
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
}
