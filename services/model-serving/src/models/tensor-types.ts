import type { TensorType } from './model-pool.ts';

/** Constructors of the arrays that hold the elements of tensors, as ONNX Runtime expects them. */
export const TENSOR_ARRAYS = {
  float32: Float32Array,
  // The bits of each: onnxruntime-node 1.30 does not know Float16Array.
  float16: Uint16Array,
  float64: Float64Array,
  int8: Int8Array,
  int16: Int16Array,
  int32: Int32Array,
  int64: BigInt64Array,
  uint8: Uint8Array,
  uint16: Uint16Array,
  uint32: Uint32Array,
  uint64: BigUint64Array,
  bool: Uint8Array,
} as const satisfies Record<TensorType, unknown>;

/** Whether tensors of a type that ONNX Runtime names can be sent: those of texts and of 4-bit numbers cannot. */
export function isTensorType(type: string): type is TensorType {
  return Object.hasOwn(TENSOR_ARRAYS, type);
}

/** Bytes of an element. */
export function elementBytes(type: TensorType): number {
  return TENSOR_ARRAYS[type].BYTES_PER_ELEMENT;
}
