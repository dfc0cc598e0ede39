import { threadId } from 'node:worker_threads';
import { bandKernel } from './band-kernel.ts';

/** A kernel for tests: notes in each row how often it was done and by which thread. */
export interface FillContext {
  counts: Float32Array;
  threads: Float32Array;
  /** Rows at which it throws when in another thread than the test's. */
  failAt?: number;
  /** How many threads have to be at work before a band ends: proves that they share. */
  meeting?: Int32Array;
  /** Other threads than the test's wait before each band until it is not 0. */
  gate?: Int32Array;
}

export const FILL = bandKernel(import.meta.url, fillRows);

export function fillRows({ counts, threads, failAt, meeting, gate }: FillContext) {
  let met = false;
  return (from: number, to: number): void => {
    if (meeting && !met) {
      met = true;
      Atomics.add(meeting, 0, 1);
      Atomics.notify(meeting, 0);
      for (let seen = Atomics.load(meeting, 0); seen < meeting[1]; seen = Atomics.load(meeting, 0))
        Atomics.wait(meeting, 0, seen, 10_000);
    }
    if (gate && threadId !== 0) Atomics.wait(gate, 0, 0, 10_000);
    for (let row = from; row < to; row++) {
      if (failAt !== undefined && row >= failAt && threadId !== 0) throw new RangeError(`row ${row}`);
      counts[row] += 1;
      threads[row] = threadId;
    }
  };
}
