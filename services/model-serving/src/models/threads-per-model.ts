/** More gain little: two are 1.8 times as fast as one on the cut-out model, four hardly faster than two. */
const MOST_THREADS = 2;

/**
 * Threads of one model's process: the cores are shared between as many models as run steps at the same time. It is
 * decided by the configuration alone, never by how busy the machine is: a sum that is split otherwise may round
 * otherwise, and the same photo must give the same mask. (The cut-out model gives the same bytes with one, two and
 * four threads; ONNX Runtime does not promise that of any graph.)
 */
export function threadsPerModel({ cores, slots }: { cores: number; slots: number }): number {
  return Math.max(1, Math.min(MOST_THREADS, Math.floor(cores / slots)));
}
