import {
  GRPCInferenceServiceDefinition,
  ModelInferRequest,
} from '@nanococoa/proto/inference/open_inference.ts';
import { expect, test } from 'vitest';
import { boundRequests, isOversized } from './bounded-requests.ts';

const { requestType } = boundRequests(GRPCInferenceServiceDefinition).methods.modelInfer;
type Partial = Parameters<typeof ModelInferRequest.fromPartial>[0];
const decode = (request: Partial) =>
  requestType.decode(ModelInferRequest.encode(ModelInferRequest.fromPartial(request)).finish());
const input = { name: 'x', datatype: 'FP32', shape: [1, 1_000_000] };

test('large raw tensors and small typed ones pass', () => {
  const request = decode({ modelName: 'm', inputs: [input], rawInputContents: [new Uint8Array(4e7)] });
  expect(isOversized(request)).toBe(false);
  expect(request.rawInputContents[0]?.length).toBe(4e7);
  const typed = decode({ inputs: [{ ...input, contents: { fp32Contents: new Array(1e6).fill(0.5) } }] });
  expect(isOversized(typed)).toBe(false);
  expect(typed.inputs[0]?.contents?.fp32Contents).toHaveLength(1e6);
});

test.each<[string, Partial]>([
  ['typed elements', { inputs: [{ ...input, contents: { boolContents: new Array(4.2e6).fill(true) } }] }],
  ['inputs', { inputs: new Array(5000).fill({}) }],
  ['raw tensors', { rawInputContents: new Array(5000).fill(new Uint8Array(0)) }],
])('too many %s are not decoded', (_, partial) => {
  const request = decode(partial);
  expect(isOversized(request)).toBe(true);
  expect(request).toEqual(ModelInferRequest.create());
});

test.each<[string, number[]]>([
  ['a fixed number', [0x45, 0x3a, 0xff, 0xff, 0xff]],
  ['a length of more than 32 bits', [0x3a, 0x80, 0x80, 0x80, 0x80, 0x10]],
])('%s before them does not hide them', (_, head) => {
  const typed = { inputs: [{ ...input, contents: { boolContents: new Array(4.2e6).fill(true) } }] };
  const body = ModelInferRequest.encode(ModelInferRequest.fromPartial(typed)).finish();
  expect(isOversized(requestType.decode(Buffer.concat([Buffer.from(head), body])))).toBe(true);
});

test('a damaged message is refused by its decoder', () => {
  expect(() => requestType.decode(new Uint8Array([0x3a, 0xff]))).toThrow();
});
