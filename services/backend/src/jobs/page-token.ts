import { AppError } from '@nanococoa/common/errors/app-error.ts';

/** An opaque token for the page after a job. */
export function encodePageToken(lastJobId: string): string {
  return Buffer.from(`1:${lastJobId}`).toString('base64url');
}

/** The job that a token's page comes after; an empty token is the first page. @throws AppError INVALID_REQUEST */
export function decodePageToken(token: string): string | undefined {
  if (token === '') return undefined;
  const match = /^1:([0-9A-HJKMNP-TV-Z]{26})$/.exec(Buffer.from(token, 'base64url').toString('latin1'));
  if (!match) {
    throw new AppError('INVALID_REQUEST', {
      fields: [{ field: 'page_token', description: 'is not a next_page_token of ListJobs' }],
    });
  }
  return match[1];
}
