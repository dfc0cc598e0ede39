import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { expect, test } from 'vitest';
import { storageError } from './storage-error.ts';

const failure = (code: string): Error => Object.assign(new Error('no'), { code });

test.each([
  ['ENOSPC', 'STORAGE_FULL'],
  ['EDQUOT', 'STORAGE_FULL'],
  ['EFBIG', 'STORAGE_FULL'],
  ['SQLITE_FULL', 'STORAGE_FULL'],
  ['EROFS', 'STORAGE_UNAVAILABLE'],
  ['EACCES', 'STORAGE_UNAVAILABLE'],
  ['EIO', 'STORAGE_UNAVAILABLE'],
  ['EMFILE', 'STORAGE_UNAVAILABLE'],
  ['ENOENT', 'STORAGE_UNAVAILABLE'],
  ['SQLITE_READONLY_DIRECTORY', 'STORAGE_UNAVAILABLE'],
  ['SQLITE_IOERR_WRITE', 'STORAGE_UNAVAILABLE'],
  ['SQLITE_BUSY_SNAPSHOT', 'STORAGE_UNAVAILABLE'],
  ['SQLITE_CANTOPEN', 'STORAGE_UNAVAILABLE'],
])('%s is %s, with its cause', (code, reason) => {
  const cause = failure(code);
  expect(storageError(cause)).toMatchObject({ reason, cause });
});

test('a fault of ours stays what it is', () => {
  for (const fault of [
    failure('SQLITE_CONSTRAINT_UNIQUE'),
    failure('ERR_INVALID_ARG_TYPE'),
    new TypeError('bug'),
    'text',
  ]) {
    expect(storageError(fault)).toBe(fault);
  }
  const known = new AppError('IMAGE_NOT_FOUND');
  expect(storageError(known)).toBe(known);
});
