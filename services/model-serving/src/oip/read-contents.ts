import type { InferTensorContents } from '@nanococoa/proto/inference/open_inference.ts';
import type { TensorType } from '../models/model-pool.ts';
import { TENSOR_ARRAYS } from '../models/tensor-types.ts';
import { datatypeOf } from './datatypes.ts';

/** The field that holds the elements of each type. Half floats have none: the protocol has them come raw. */
const FIELDS: Record<TensorType, keyof InferTensorContents | undefined> = {
  bool: 'boolContents',
  int8: 'intContents',
  int16: 'intContents',
  int32: 'intContents',
  int64: 'int64Contents',
  uint8: 'uintContents',
  uint16: 'uintContents',
  uint32: 'uintContents',
  uint64: 'uint64Contents',
  float16: undefined,
  float32: 'fp32Contents',
  float64: 'fp64Contents',
};

/**
 * The elements of a tensor that came in typed fields, as little-endian bytes.
 * @returns the fault, when the elements are in a wrong field or out of their type's range
 */
export function readContents(
  type: TensorType,
  contents: InferTensorContents,
): { data: Uint8Array } | { fault: string } {
  const field = FIELDS[type];
  if (field === undefined) return { fault: `${datatypeOf(type)} has to come in raw_input_contents` };
  const filled = Object.entries(contents).filter(([, elements]) => elements.length > 0);
  const foreign = filled.find(([name]) => name !== field);
  if (foreign) return { fault: `${snakeCase(foreign[0])} does not hold elements of ${datatypeOf(type)}` };
  const array = toArray(type, contents);
  if (!array) return { fault: `an element is out of the range of ${datatypeOf(type)}` };
  return { data: new Uint8Array(array.buffer) };
}

/** Undefined where an element does not fit the type. */
function toArray(type: TensorType, contents: InferTensorContents): { buffer: ArrayBuffer } | undefined {
  switch (type) {
    case 'bool':
      return Uint8Array.from(contents.boolContents, Number);
    case 'int64':
      return BigInt64Array.from(contents.int64Contents, BigInt);
    case 'uint64':
      return BigUint64Array.from(contents.uint64Contents, BigInt);
    case 'float32':
      return new Float32Array(contents.fp32Contents);
    case 'float64':
      return new Float64Array(contents.fp64Contents);
    default: {
      const elements = type.startsWith('u') ? contents.uintContents : contents.intContents;
      const array = new TENSOR_ARRAYS[type](elements);
      // A number that does not fit has been wrapped.
      return elements.every((element, index) => array[index] === element) ? array : undefined;
    }
  }
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
