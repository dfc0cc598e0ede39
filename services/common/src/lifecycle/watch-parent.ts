import { Worker } from 'node:worker_threads';

/**
 * Ends this process within half a second of its parent's death. A thread of its own watches, since a
 * main thread inside an inference sees no closed channel. The kernel gives an orphan a new
 * parent, so a changed parent id says it.
 */
export function watchParent(): void {
  const worker = new Worker(WATCH, { eval: true, workerData: process.ppid });
  worker.unref();
}

// In the thread process.ppid is read afresh each time; SIGKILL works whatever the main thread does.
const WATCH = `
const { workerData } = require('node:worker_threads');
setInterval(() => { if (process.ppid !== workerData) process.kill(process.pid, 'SIGKILL'); }, 200);
`;
