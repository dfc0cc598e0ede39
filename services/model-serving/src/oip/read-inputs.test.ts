import { type InferTensorContents, ModelInferRequest } from '@nanococoa/proto/inference/open_inference.ts';
import { expect, test } from 'vitest';
import { readInputs } from './read-inputs.ts';

type Partial = Parameters<typeof ModelInferRequest.fromPartial>[0];
const read = (request: Partial) => readInputs(ModelInferRequest.fromPartial(request));
const typed = (datatype: string, shape: number[], contents: { [K in keyof InferTensorContents]?: unknown }) =>
  read({ inputs: [{ name: 'x', datatype, shape, contents: contents as never }] });
const raw = (datatype: string, shape: number[], size: number) =>
  read({ inputs: [{ name: 'x', datatype, shape }], rawInputContents: [new Uint8Array(size)] });
const fields = ({ faults }: ReturnType<typeof read>) => faults.map(({ field }) => field);

test.each([
  ['BOOL', 'bool', 1],
  ['UINT8', 'uint8', 1],
  ['UINT16', 'uint16', 2],
  ['UINT32', 'uint32', 4],
  ['UINT64', 'uint64', 8],
  ['INT8', 'int8', 1],
  ['INT16', 'int16', 2],
  ['INT32', 'int32', 4],
  ['INT64', 'int64', 8],
  ['FP16', 'float16', 2],
  ['FP32', 'float32', 4],
  ['FP64', 'float64', 8],
])('%s comes raw with %s elements', (datatype, type, size) => {
  const { inputs, faults } = raw(datatype, [2, 3], 6 * size);
  expect(faults).toEqual([]);
  expect(inputs.x).toMatchObject({ type, dims: [2, 3] });
  expect(fields(raw(datatype, [2, 3], 6 * size - 1))).toEqual(['inputs[0].shape']);
  expect(fields(raw(datatype, [2, 3], 6 * size + 1))).toEqual(['inputs[0].shape']);
});

test.each([
  ['BOOL', { boolContents: [true, false] }, [1, 0]],
  ['UINT8', { uintContents: [255, 0] }, [255, 0]],
  ['UINT16', { uintContents: [258, 0] }, [2, 1, 0, 0]],
  ['UINT32', { uintContents: [1, 2] }, [1, 0, 0, 0, 2, 0, 0, 0]],
  ['INT8', { intContents: [-1, 127] }, [255, 127]],
  ['INT16', { intContents: [-2, 1] }, [254, 255, 1, 0]],
  ['INT32', { intContents: [-1, 1] }, [255, 255, 255, 255, 1, 0, 0, 0]],
  ['FP32', { fp32Contents: [1, -2] }, [0, 0, 128, 63, 0, 0, 0, 192]],
] as const)('%s comes typed', (datatype, contents, bytes) => {
  const { inputs, faults } = typed(datatype, [2], contents);
  expect(faults).toEqual([]);
  expect([...(inputs.x?.data ?? [])]).toEqual(bytes);
});

test('64-bit numbers come typed without loss', () => {
  const { inputs } = typed('UINT64', [1], { uint64Contents: ['18446744073709551615'] });
  expect([...(inputs.x?.data ?? [])]).toEqual(new Array(8).fill(255));
  const double = typed('FP64', [1], { fp64Contents: [0.1] }).inputs.x?.data;
  expect(new Float64Array(double?.slice().buffer ?? [])[0]).toBe(0.1);
});

test.each([
  ['an element out of range', typed('INT8', [1], { intContents: [128] }), 'inputs[0].contents'],
  ['a negative size', raw('FP32', [-1, -1], 4), 'inputs[0].shape'],
  ['elements in a foreign field', typed('FP32', [1], { fp64Contents: [1] }), 'inputs[0].contents'],
  ['too few typed elements', typed('FP32', [2], { fp32Contents: [1] }), 'inputs[0].shape'],
  ['typed half floats', typed('FP16', [1], { fp32Contents: [1] }), 'inputs[0].contents'],
  ['texts', typed('BYTES', [1], { bytesContents: [new Uint8Array(1)] }), 'inputs[0].datatype'],
  ['bfloat16', raw('BF16', [1], 2), 'inputs[0].datatype'],
  ['no elements', read({ inputs: [{ name: 'x', datatype: 'FP32', shape: [1] }] }), 'inputs[0].contents'],
  ['raw without inputs', read({ rawInputContents: [new Uint8Array(1)] }), 'raw_input_contents'],
  [
    'both raw and typed',
    read({
      inputs: [{ name: 'x', datatype: 'UINT8', shape: [1], contents: { uintContents: [1] } }],
      rawInputContents: [new Uint8Array(1)],
    }),
    'inputs[0].contents',
  ],
  [
    'a truth value of 2',
    read({ inputs: [{ name: 'x', datatype: 'BOOL', shape: [1] }], rawInputContents: [new Uint8Array([2])] }),
    'inputs[0].contents',
  ],
])('%s: refused', (_, result, field) => expect(fields(result)).toEqual([field]));

test('all that is wrong is said at once', () => {
  const x = { name: 'x', datatype: 'UINT8', shape: [1] };
  const result = read({
    inputs: [x, { ...x, datatype: 'INT8' }, { name: 'y', datatype: 'BYTES', shape: [1] }],
    rawInputContents: [new Uint8Array(1), new Uint8Array(2), new Uint8Array(1)],
  });
  expect(fields(result)).toEqual(['inputs[1].name', 'inputs[1].shape', 'inputs[2].datatype']);
});

test('raw tensors are plain arrays over the same bytes', () => {
  const given = Buffer.from([9, 1, 2]).subarray(1);
  const request = { inputs: [{ name: 'x', datatype: 'UINT8', shape: [2] }], rawInputContents: [given] };
  const data = readInputs({ ...ModelInferRequest.fromPartial(request), rawInputContents: [given] }).inputs.x
    ?.data;
  expect(Buffer.isBuffer(data)).toBe(false);
  expect(data?.buffer).toBe(given.buffer);
  expect([...(data ?? [])]).toEqual([1, 2]);
});

test('a single number has no sizes, an empty tensor no elements', () => {
  expect(raw('FP32', [], 4).faults).toEqual([]);
  expect(raw('FP32', [0, 3], 0).faults).toEqual([]);
});
