import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { ModelTensors } from '../model-pool.ts';

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;

/** Bytes of tensors that may lie about; on their way through the process there are a few copies of each. */
const LITTLE_BYTES = 4 * 2 ** 20;
let bytes = 0;

/**
 * Frees the tensors of earlier inferences, to be called when a result has been sent: V8 sees little reason to collect
 * a small heap that holds large buffers, and a model's memory would grow by a fifth over its first fifty inferences. A
 * collection takes some milliseconds, so that inferences on small tensors share one.
 */
export function collectGarbage(...tensors: ModelTensors[]): void {
  for (const { data } of tensors.flatMap((each) => Object.values(each))) bytes += data.byteLength;
  if (bytes < LITTLE_BYTES) return;
  freeGarbage();
}

/** Frees all that nobody refers to any more. */
export function freeGarbage(): void {
  bytes = 0;
  gc();
}
