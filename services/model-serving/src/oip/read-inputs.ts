import type { FieldViolation } from '@nanococoa/common/errors/app-error.ts';
import type { ModelInferRequest } from '@nanococoa/proto/inference/open_inference.ts';
import type { ModelTensors, TensorType } from '../models/model-pool.ts';
import { elementBytes } from '../models/tensor-types.ts';
import { SERVED_DATATYPES, tensorTypeOf } from './datatypes.ts';
import { readContents } from './read-contents.ts';

type Input = ModelInferRequest['inputs'][number];

/**
 * The input tensors of a request, raw or in typed fields, each checked against its own shape and datatype; whether
 * they are the model's is the pool's to say. Raw tensors are not copied.
 * @returns all that is wrong, by field
 */
export function readInputs(request: ModelInferRequest): { inputs: ModelTensors; faults: FieldViolation[] } {
  const { inputs: given, rawInputContents: raw } = request;
  const faults: FieldViolation[] = [];
  if (raw.length > 0 && raw.length !== given.length) {
    const description = `has ${raw.length} tensors, there are ${given.length} inputs`;
    return { inputs: {}, faults: [{ field: 'raw_input_contents', description }] };
  }

  const tensors = new Map<string, ModelTensors[string]>();
  for (const [index, input] of given.entries()) {
    const fault = (field: string, description: string) =>
      faults.push({ field: `inputs[${index}].${field}`, description });
    const { name, datatype, shape } = input;
    if (tensors.has(name)) fault('name', 'is there already');
    const type = tensorTypeOf(datatype);
    if (type === undefined) {
      fault('datatype', `is ${JSON.stringify(datatype)}; served are ${SERVED_DATATYPES.join(', ')}`);
      continue;
    }
    if (!shape.every((size) => Number.isSafeInteger(size) && size >= 0)) {
      fault('shape', `is [${shape.join(', ')}]; sizes are whole numbers from 0`);
      continue;
    }
    const read = readElements(type, input, raw[index]);
    if ('fault' in read) {
      fault('contents', read.fault);
      continue;
    }
    const { data } = read;
    const count = shape.reduce((product, size) => product * size, 1);
    if (data.byteLength !== count * elementBytes(type)) {
      const bytes = `${data.byteLength} bytes came, ${count * elementBytes(type)} are ${count} elements of ${datatype}`;
      fault('shape', `is [${shape.join(', ')}]: ${bytes}`);
    }
    tensors.set(name, { type, dims: shape, data });
  }
  return { inputs: Object.fromEntries(tensors), faults };
}

function readElements(
  type: TensorType,
  { contents }: Input,
  raw: Uint8Array | undefined,
): { data: Uint8Array } | { fault: string } {
  if (raw === undefined) {
    return contents ? readContents(type, contents) : { fault: 'must be set where nothing comes raw' };
  }
  if (contents) return { fault: 'must not be set beside raw_input_contents' };
  // Other values than 0 and 1 are undefined behaviour in the C++ that reads them.
  if (type === 'bool' && raw.some((element) => element > 1)) return { fault: 'BOOL is one byte, 0 or 1' };
  // A Buffer, as gRPC gives it, is a Uint8Array whose slice() does not copy.
  return { data: new Uint8Array(raw.buffer, raw.byteOffset, raw.byteLength) };
}
