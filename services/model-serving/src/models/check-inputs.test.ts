import { expect, test } from 'vitest';
import { checkInputs, checkOutputs } from './check-inputs.ts';
import { float32Tensor } from './float32-tensor.ts';
import type { ModelSignature, ModelTensors } from './model-pool.ts';

const SIGNATURE: ModelSignature = {
  inputs: [
    { name: 'photo', type: 'float32', dims: [1, 3, -1, 2] },
    { name: 'half', type: 'float16', dims: [2] },
  ],
  outputs: [
    { name: 'mask', type: 'float32', dims: [1] },
    { name: 'rest', type: 'float32', dims: [1] },
  ],
};
const RIGHT: ModelTensors = {
  photo: float32Tensor(new Float32Array(24), [1, 3, 4, 2]),
  half: { type: 'float16', dims: [2], data: new Uint8Array(4) },
};

test('right inputs pass, of any size where any is allowed', () => {
  checkInputs(SIGNATURE, RIGHT);
  checkInputs(SIGNATURE, { ...RIGHT, photo: float32Tensor(new Float32Array(6), [1, 3, 1, 2]) });
});

const photo = RIGHT.photo;
test.each<[string, ModelTensors, string, RegExp]>([
  ['missing', { half: RIGHT.half }, 'inputs["photo"]', /needs/],
  ['of another name', { ...RIGHT, other: photo }, 'inputs["other"]', /no input/],
  ['inherited by every object', { ...RIGHT, toString: photo }, 'inputs["toString"]', /no input/],
  [
    'of another type',
    { ...RIGHT, photo: { ...photo, type: 'int32' } },
    'inputs["photo"]',
    /int32.*takes float32/,
  ],
  [
    'of another size',
    { ...RIGHT, photo: { ...photo, dims: [1, 4, 3, 2] } },
    'inputs["photo"]',
    /\[1, 3, -1, 2\]/,
  ],
  ['of another rank', { ...RIGHT, photo: { ...photo, dims: [3, 4, 2] } }, 'inputs["photo"]', /sizes/],
  ['of negative size', { ...RIGHT, photo: { ...photo, dims: [1, 3, -4, 2] } }, 'inputs["photo"]', /whole/],
  ['of half a size', { ...RIGHT, photo: { ...photo, dims: [1, 3, 0.5, 2] } }, 'inputs["photo"]', /whole/],
  [
    'too short',
    { ...RIGHT, photo: { ...photo, data: new Uint8Array(95) } },
    'inputs["photo"]',
    /95 bytes.*need 96/,
  ],
  [
    'too long by far in one number',
    { ...RIGHT, photo: { ...photo, dims: [1, 3, 2 ** 52, 2] } },
    'inputs["photo"]',
    /need/,
  ],
])('an input that is %s is refused by name', (_, inputs, field, description) => {
  let error: unknown;
  try {
    checkInputs(SIGNATURE, inputs);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toMatchObject({
    reason: 'MODEL_INPUT_INVALID',
    fields: [{ field, description: expect.stringMatching(description) }],
  });
});

test('all outputs, or those that are named', () => {
  expect(checkOutputs(SIGNATURE)).toEqual(['mask', 'rest']);
  expect(checkOutputs(SIGNATURE, ['rest', 'rest'])).toEqual(['rest']);
  expect(() => checkOutputs(SIGNATURE, ['mask', 'face'])).toThrow(
    expect.objectContaining({
      reason: 'MODEL_INPUT_INVALID',
      fields: [expect.objectContaining({ field: 'outputs["face"]' })],
    }),
  );
});
