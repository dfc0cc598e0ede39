import type { ModelTensor } from './model-pool.ts';

/** A tensor over the given elements, which are not copied. */
export function float32Tensor(elements: Float32Array, dims: readonly number[]): ModelTensor {
  const { buffer, byteOffset, byteLength } = elements;
  return { type: 'float32', dims, data: new Uint8Array(buffer, byteOffset, byteLength) };
}

/**
 * The elements of a float32 tensor; copied only where they do not lie at a multiple of four bytes.
 * @throws Error for any other type
 */
export function float32Elements({ type, data }: ModelTensor): Float32Array {
  if (type !== 'float32') throw new Error(`a tensor of float32 was expected, not of ${type}`);
  const { buffer, byteOffset, byteLength } = byteAligned(data);
  return new Float32Array(buffer, byteOffset, byteLength / Float32Array.BYTES_PER_ELEMENT);
}

function byteAligned(data: Uint8Array): Uint8Array {
  return data.byteOffset % Float32Array.BYTES_PER_ELEMENT === 0 ? data : data.slice();
}
