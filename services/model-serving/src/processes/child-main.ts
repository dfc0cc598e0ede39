import { setPriority } from 'node:os';

/** A child's way to its parent. */
export interface ChildMain<Sent> {
  /** Hands a message to the parent; resolves when the pipe took it. */
  send: (message: Sent) => Promise<void>;
}

/** Below the service's own priority: its event loop stays quick while this process computes. */
const NICENESS = 5;

/** Connects a child's main to its parent's messages, once it is ready for them. `tieToParent` comes before. */
export function childMain<Sent, Received>(onMessage: (message: Received) => void): ChildMain<Sent> {
  // Not at the start of the process: starting up is short, and somebody waits for it. Threads begun
  // from here on inherit it; the one that watches the parent is older, and stays quick.
  setPriority(NICENESS);
  process.on('message', (message) => onMessage(message as Received));
  return {
    send: (message) =>
      new Promise((resolve, reject) => {
        if (!process.send) throw new Error('This module runs as a child process only.');
        process.send(message, undefined, undefined, (error) => (error ? reject(error) : resolve()));
      }),
  };
}
