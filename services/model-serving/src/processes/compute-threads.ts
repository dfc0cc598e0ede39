/** Variable in which a pixel worker is told how many threads are to compute, its main thread included. */
export const COMPUTE_THREADS = 'NANOCOCOA_COMPUTE_THREADS';

/** What this process was told. */
export function computeThreads(): number {
  return Number(process.env[COMPUTE_THREADS] ?? 1);
}
