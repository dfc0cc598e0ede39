import { AppError } from '../errors/app-error.ts';

/**
 * DIGEST_MISMATCH, with the digest that the bytes have.
 * @param field Path of the field that announced another one.
 */
export function digestMismatch(field: string, actualSha256: string): AppError {
  return new AppError('DIGEST_MISMATCH', {
    fields: [{ field, description: `the bytes received have SHA-256 ${actualSha256}` }],
    metadata: { actual_sha256: actualSha256 },
  });
}
