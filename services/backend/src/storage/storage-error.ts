import { AppError } from '@nanococoa/common/errors/app-error.ts';

// EFBIG: the file system, or the process's own limit, allows no larger file.
const FULL = new Set(['SQLITE_FULL', 'ENOSPC', 'EDQUOT', 'EFBIG']);
const REFUSED = ['EROFS', 'EACCES', 'EPERM', 'EIO', 'EMFILE', 'ENFILE'];
/** Somebody has changed the data directory under us, or its disk is gone. */
const NOT_AS_LEFT = ['ENOENT', 'ENOTDIR', 'EISDIR', 'EEXIST', 'ELOOP', 'ENODEV', 'ENXIO', 'ESTALE', 'EXDEV'];
const UNUSABLE = new Set([...REFUSED, ...NOT_AS_LEFT]);

/**
 * What a failed database statement or file operation means to a caller: STORAGE_FULL or STORAGE_UNAVAILABLE where the
 * machine is to blame; anything else is a fault of ours and is given back as it is.
 */
export function storageError(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const code = String(error.code);
  if (FULL.has(code)) return new AppError('STORAGE_FULL', { cause: error });
  const unusable =
    UNUSABLE.has(code) ||
    code.startsWith('SQLITE_READONLY') ||
    code.startsWith('SQLITE_IOERR') ||
    code.startsWith('SQLITE_BUSY') ||
    code.startsWith('SQLITE_CANTOPEN');
  return unusable ? new AppError('STORAGE_UNAVAILABLE', { cause: error }) : error;
}
