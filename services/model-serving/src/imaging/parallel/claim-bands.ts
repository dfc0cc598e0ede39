/** Which bands of a loop are still to be done, and how many are; lies in shared memory. */
export interface BandCounter {
  /** The next row that nobody works on; bands done. */
  state: Int32Array;
  from: number;
  rows: number;
  bandRows: number;
}

const NEXT = 0;
const DONE = 1;

export function createBandCounter(from: number, rows: number, bandRows: number): BandCounter {
  const state = new Int32Array(new SharedArrayBuffer(8));
  state[NEXT] = from;
  return { state, from, rows, bandRows };
}

/** Takes band after band until none is left, and hands each to `work`. Throws what that throws: its band is not done. */
export function takeBands(counter: BandCounter, work: (from: number, to: number) => void): void {
  while (takeBand(counter, work) !== undefined);
}

/** Does the next band; returns the row at which it ended, undefined when there is none left. */
export function takeBand(
  { state, rows, bandRows }: BandCounter,
  work: (from: number, to: number) => void,
): number | undefined {
  const from = Atomics.add(state, NEXT, bandRows);
  if (from >= rows) return undefined;
  const to = Math.min(rows, from + bandRows);
  work(from, to);
  Atomics.add(state, DONE, 1);
  Atomics.notify(state, DONE);
  return to;
}

/** Nobody gets another band. Returns how many were taken. */
export function closeBands({ state, from, rows, bandRows }: BandCounter): number {
  const next = Atomics.exchange(state, NEXT, rows);
  return Math.ceil((Math.min(next, rows) - from) / bandRows);
}

/**
 * Resolves when so many bands are done, whoever does them. Who has taken none is not waited for: on a busy machine a
 * thread may not even have begun. Rejects when `failure` does.
 */
export async function bandsDone(
  { state }: BandCounter,
  count: number,
  failure: Promise<unknown>,
): Promise<void> {
  for (let done = Atomics.load(state, DONE); done < count; done = Atomics.load(state, DONE))
    await Promise.race([Atomics.waitAsync(state, DONE, done).value, failure]);
}
