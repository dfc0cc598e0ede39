import { type InferenceSession, Tensor } from 'onnxruntime-node';
import type { ModelTensor } from '../model-pool.ts';
import { elementBytes, isTensorType, TENSOR_ARRAYS } from '../tensor-types.ts';

/** The tensor for ONNX Runtime over the same bytes; they are copied only where they are not aligned. */
export function toOrtTensor({ type, dims, data }: ModelTensor): Tensor {
  const bytes = elementBytes(type);
  // A pipe's messages begin anywhere.
  const { buffer, byteOffset, byteLength } = data.byteOffset % bytes === 0 ? data : data.slice();
  const elements = new TENSOR_ARRAYS[type](buffer as ArrayBuffer, byteOffset, byteLength / bytes);
  // Its types know which array goes with which type, those of a type that is a variable do not.
  return new Tensor(type, elements as Uint8Array, dims);
}

/** A result's bytes, where they are. @throws Error when it is not a tensor of numbers in main memory */
export function fromOrtTensor(value: InferenceSession.OnnxValueMapType[string]): ModelTensor {
  const { type, dims, data } = value;
  if (!isTensorType(type) || !ArrayBuffer.isView(data)) throw new Error(`a result has type ${type}`);
  return { type, dims: [...dims], data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
}
