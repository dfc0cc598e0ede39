import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { expect, test } from 'vitest';
import { ifFound } from './if-found.ts';

test('gives the answer, undefined for the reason, and throws every other error', async () => {
  expect(await ifFound(Promise.resolve('answer'), 'JOB_NOT_FOUND')).toBe('answer');
  expect(await ifFound(Promise.reject(new AppError('JOB_NOT_FOUND')), 'JOB_NOT_FOUND')).toBeUndefined();
  for (const error of [new AppError('IMAGE_NOT_FOUND'), new Error('a bug')]) {
    await expect(ifFound(Promise.reject(error), 'JOB_NOT_FOUND')).rejects.toBe(error);
  }
});
