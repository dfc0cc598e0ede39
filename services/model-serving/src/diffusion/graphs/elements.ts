import type { TensorType } from '../../models/model-pool.ts';
import { TENSOR_ARRAYS } from '../../models/tensor-types.ts';

type Elements =
  | Float32Array
  | Float64Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array;

/** Numbers as elements of a type. */
export function toElements(type: TensorType, values: Float32Array): Elements {
  switch (type) {
    case 'float32':
      return values;
    case 'float16': {
      const halves = new Uint16Array(values.length);
      const view = new DataView(halves.buffer);
      for (let i = 0; i < values.length; i++) view.setFloat16(2 * i, values[i], true);
      return halves;
    }
    case 'int64':
      return BigInt64Array.from(values, (value) => BigInt(Math.trunc(value)));
    case 'uint64':
      return BigUint64Array.from(values, (value) => BigInt(Math.trunc(value)));
    default:
      return TENSOR_ARRAYS[type].from(values);
  }
}

/** Elements of a type as numbers. */
export function fromElements(type: TensorType, elements: Elements): Float32Array {
  if (elements instanceof Float32Array) return elements;
  if (type === 'float16') {
    const view = new DataView(elements.buffer, elements.byteOffset, elements.byteLength);
    return Float32Array.from({ length: elements.length }, (_, i) => view.getFloat16(2 * i, true));
  }
  return Float32Array.from(elements as ArrayLike<number | bigint>, Number);
}
