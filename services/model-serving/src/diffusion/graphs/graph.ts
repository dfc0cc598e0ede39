import type { ModelSignature } from '../../models/model-pool.ts';

/** Numbers in row-major order. */
export interface FloatTensor {
  dims: readonly number[];
  data: Float32Array;
}

/**
 * A graph that can be run. Whatever element types it takes and gives (float16, int64 …), its caller deals in 32-bit
 * floats; a number that a whole type cannot hold loses its fraction, as where a scheduler's timestep has one.
 */
export interface Graph {
  readonly signature: ModelSignature;
  /** @param outputs Names of the outputs wanted; all when none is given. */
  run(
    inputs: Readonly<Record<string, FloatTensor>>,
    outputs?: readonly string[],
  ): Promise<Record<string, FloatTensor>>;
  /** Gives its memory back. */
  release(): Promise<void>;
}

/** A tensor of one number, shaped as an input wants it: a scalar, or one row. */
export function single(value: number, dims: readonly number[]): FloatTensor {
  return { dims: dims.length === 0 ? [] : [1], data: Float32Array.of(value) };
}

/** Tensors of equal shape as the rows of one. */
export function stack(rows: readonly FloatTensor[]): FloatTensor {
  const [{ dims, data: first }] = rows;
  const data = new Float32Array(first.length * rows.length);
  rows.forEach((row, at) => {
    data.set(row.data, at * first.length);
  });
  return { dims: [rows.length, ...dims.slice(1)], data };
}

/** One row of a tensor, over the same memory. */
export function rowOf({ dims, data }: FloatTensor, row: number): FloatTensor {
  const length = data.length / dims[0];
  return { dims: [1, ...dims.slice(1)], data: data.subarray(row * length, (row + 1) * length) };
}
