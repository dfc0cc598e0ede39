import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;

/**
 * Frees the tensors of the last inference: V8 sees little reason to collect a small heap that holds large buffers, and
 * a model's memory would grow by a fifth over its first fifty inferences. Takes less than a
 * millisecond, once the result is sent.
 */
export function collectGarbage(): void {
  gc();
}
