import {
  type InferParameter,
  ModelInferRequest,
  RepositoryModelLoadRequest,
} from '@nanococoa/proto/inference/open_inference.ts';
import { expect, test } from 'vitest';
import { refusedLoadParameters, refusedParameters } from './refused-parameters.ts';

const number = (value: string): InferParameter => ({ parameterChoice: { $case: 'int64Param', value } });
const text = (value: string): InferParameter => ({ parameterChoice: { $case: 'stringParam', value } });
const truth = (value: boolean): InferParameter => ({ parameterChoice: { $case: 'boolParam', value } });

test('extensions that change what is meant are refused, each by its place', () => {
  const request = ModelInferRequest.fromPartial({
    parameters: { sequence_id: text('a'), sequence_start: truth(true) },
    inputs: [{ name: 'x' }, { name: 'y', parameters: { shared_memory_region: text('r') } }],
    outputs: [{ name: 'z', parameters: { classification: number('5') } }],
  });
  expect(refusedParameters(request).map(({ field }) => field)).toEqual([
    'parameters["sequence_id"]',
    'parameters["sequence_start"]',
    'inputs[1].parameters["shared_memory_region"]',
    'outputs[0].parameters["classification"]',
  ]);
});

test('hints, and extensions that are told not to apply, are ignored', () => {
  const request = ModelInferRequest.fromPartial({
    parameters: {
      ...{ priority: number('3'), timeout: number('1000'), sequence_id: number('0') },
      ...{ sequence_start: truth(false), sequence_end: truth(false) },
    },
    outputs: [{ name: 'z', parameters: { binary_data: truth(true), classification: number('0') } }],
  });
  expect(refusedParameters(request)).toEqual([]);
});

test('a load cannot bring a configuration or files of its own', () => {
  const request = RepositoryModelLoadRequest.fromPartial({
    parameters: { config: {}, 'file:1/model.onnx': {}, hint: {} },
  });
  expect(refusedLoadParameters(request).map(({ field }) => field)).toEqual([
    'parameters["config"]',
    'parameters["file:1/model.onnx"]',
  ]);
});
