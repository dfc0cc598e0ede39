/** Which bands of a loop are still to be done; lies in shared memory. */
export interface BandCounter {
  /** The next row that nobody works on. */
  next: Int32Array;
  rows: number;
  bandRows: number;
}

export function createBandCounter(from: number, rows: number, bandRows: number): BandCounter {
  const next = new Int32Array(new SharedArrayBuffer(4));
  next[0] = from;
  return { next, rows, bandRows };
}

/** Takes the next band; undefined when all are taken. */
export function claimBand({ next, rows, bandRows }: BandCounter): [from: number, to: number] | undefined {
  const from = Atomics.add(next, 0, bandRows);
  return from < rows ? [from, Math.min(rows, from + bandRows)] : undefined;
}

/** Nobody gets another band. */
export function closeBands({ next, rows }: BandCounter): void {
  Atomics.store(next, 0, rows);
}
