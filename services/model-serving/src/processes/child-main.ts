import { watchParent } from '@nanococoa/common/lifecycle/watch-parent.ts';

/** What a child's main does with the messages that it gets. */
export interface ChildMain<Sent> {
  /** Hands a message to the parent; resolves when the pipe took it. */
  send: (message: Sent) => Promise<void>;
}

/**
 * To be called first in every child's main: ends the process with its parent, even while its main
 * thread is blocked, and connects it to the parent's messages.
 */
export function childMain<Sent, Received>(onMessage: (message: Received) => void): ChildMain<Sent> {
  watchParent();
  // A parent that died before the watch began has left another parent id behind.
  if (process.argv[2] !== undefined && process.ppid !== Number(process.argv[2])) process.exit(1);
  process.on('disconnect', () => process.exit(0));
  // Ctrl-C goes to the whole group; the parent decides when its children end.
  process.on('SIGINT', () => undefined);
  process.on('message', (message) => onMessage(message as Received));
  return {
    send: (message) =>
      new Promise((resolve, reject) => {
        if (!process.send) throw new Error('This module runs as a child process only.');
        process.send(message, undefined, undefined, (error) => (error ? reject(error) : resolve()));
      }),
  };
}
