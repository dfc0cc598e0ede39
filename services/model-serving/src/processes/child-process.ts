import { fork } from 'node:child_process';
import { forkDyingWithParent } from '@nanococoa/common/lifecycle/fork-dying-with-parent.ts';
import type { Logger } from '@nanococoa/common/log/create-logger.ts';
import { readChildOutput } from './child-output.ts';
import { exitCause } from './exit-cause.ts';

export interface ChildOptions<Received> {
  /** What it is, for the log. */
  name: string;
  /** Path of the module that it runs. */
  entry: string;
  /** Added to this process's environment. */
  env?: Record<string, string>;
  log: Logger;
  onMessage(message: Received): void;
}

/** A child process that talks in messages. It ends with this process, see `tieToParent`. */
export interface Child<Sent> {
  readonly pid: number;
  /** Whether it has neither ended nor been killed. */
  alive(): boolean;
  /** Whether `kill` was called. */
  killed(): boolean;
  /** Hands a message to the pipe; resolves when the pipe took it: the back-pressure. Rejects when it is gone. */
  send(message: Sent): Promise<void>;
  /** Ends it at once, whatever it is doing. */
  kill(): void;
  /** Resolves when it has ended, with the cause in words. Never rejects. */
  exited: Promise<string>;
}

/**
 * Starts a child process with this Node; its main calls `tieToParent` and then `childMain`. Messages use the
 * structured clone algorithm, so that typed arrays arrive as such.
 */
export function startChild<Sent, Received>(options: ChildOptions<Received>): Child<Sent> {
  const { name, entry, log } = options;
  const child = fork(entry, [String(process.pid)], {
    ...forkDyingWithParent(),
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, VIPS_DISC_THRESHOLD: NEVER_TO_DISC, ...options.env },
  });
  const childLog = log.child({ child: name, child_pid: child.pid });
  if (child.stdout) readChildOutput(child.stdout, (line) => childLog.info({ line }, 'child output'));
  if (child.stderr) readChildOutput(child.stderr, (line) => childLog.warn({ line }, 'child output'));
  child.on('message', (message) => options.onMessage(message as Received));

  const exited = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => {
      resolve(exitCause(code, signal));
    });
    child.on('error', (err) => {
      // Without a pid the start itself failed (no memory, too many processes), and no exit will come.
      childLog.error({ err }, 'child error');
      if (child.pid === undefined) resolve(`not started: ${err.message}`);
    });
  });

  return {
    pid: child.pid ?? 0,
    exited,
    alive: () =>
      child.pid !== undefined && child.exitCode === null && child.signalCode === null && !child.killed,
    killed: () => child.killed,
    send: (message) =>
      new Promise((resolve, reject) => {
        child.send(message as object, (error) => (error ? reject(error) : resolve()));
      }),
    kill: () => void child.kill('SIGKILL'),
  };
}

/**
 * libvips would put pictures above 100 MB into files of /tmp: the file system may be read-only, and a kill
 * would leave them there.
 */
const NEVER_TO_DISC = '1t';
