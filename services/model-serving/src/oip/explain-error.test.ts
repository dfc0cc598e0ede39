import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { expect, test } from 'vitest';
import { explainError } from './explain-error.ts';

test('the message says which fields are wrong; the rest of the error stays', () => {
  const fields = [{ field: 'inputs[0].shape', description: 'is [2]' }];
  const error = explainError(
    new AppError('MODEL_INPUT_INVALID', { fields, metadata: { a: 'b' }, retryAfterMs: 5 }),
  );
  expect(error).toMatchObject({
    reason: 'MODEL_INPUT_INVALID',
    fields,
    metadata: { a: 'b' },
    retryAfterMs: 5,
  });
  expect(String(error)).toContain('An input tensor does not fit the model. inputs[0].shape: is [2]');
});

test('it stays small enough for HTTP/2 headers whatever names came', () => {
  const fields = Array.from({ length: 10_000 }, () => ({
    field: 'x'.repeat(1e4),
    description: 'é'.repeat(1e4),
  }));
  const error = explainError(new AppError('MODEL_INPUT_INVALID', { fields, message: 'y'.repeat(1e4) }));
  if (!(error instanceof AppError)) throw new Error('not an AppError');
  expect(Buffer.byteLength(error.message + JSON.stringify(error.fields))).toBeLessThan(6000);
  expect(error.fields.length).toBeGreaterThan(1);
});

test('other errors pass', () => {
  const error = new Error('x');
  expect(explainError(error)).toBe(error);
});
