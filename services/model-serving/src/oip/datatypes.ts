import type { TensorType } from '../models/model-pool.ts';

/** Element types by the names of the Open Inference Protocol. Its BYTES (texts) and BF16 are not served. */
const TENSOR_TYPES: ReadonlyMap<string, TensorType> = new Map([
  ['BOOL', 'bool'],
  ['UINT8', 'uint8'],
  ['UINT16', 'uint16'],
  ['UINT32', 'uint32'],
  ['UINT64', 'uint64'],
  ['INT8', 'int8'],
  ['INT16', 'int16'],
  ['INT32', 'int32'],
  ['INT64', 'int64'],
  ['FP16', 'float16'],
  ['FP32', 'float32'],
  ['FP64', 'float64'],
]);

const DATATYPES = new Map([...TENSOR_TYPES].map(([datatype, type]) => [type, datatype]));

/** The names of the element types that are served. */
export const SERVED_DATATYPES: readonly string[] = [...TENSOR_TYPES.keys()];

/** The element type that a datatype names. Undefined: it is not served. */
export function tensorTypeOf(datatype: string): TensorType | undefined {
  return TENSOR_TYPES.get(datatype);
}

/** The protocol's name of an element type. */
export function datatypeOf(type: TensorType): string {
  const datatype = DATATYPES.get(type);
  if (datatype === undefined) throw new TypeError(`The protocol has no name for ${type}.`);
  return datatype;
}
