import { AppError } from '@nanococoa/common/errors/app-error.ts';

/** Where a watch of all of a caller's jobs goes on: a position of a store's log. */
export interface WatchCursor {
  /** Id of the store: a position of another one, such as after a data directory was replaced, means nothing. */
  storeId: string;
  position: number;
}

/** An opaque cursor; a change of its form takes another version number. */
export function encodeWatchCursor({ storeId, position }: WatchCursor): string {
  return Buffer.from(`1:${storeId}:${position}`).toString('base64url');
}

/**
 * The log position of a cursor that `encodeWatchCursor` made for this store.
 * @throws AppError CURSOR_EXPIRED for another store's cursor, INVALID_REQUEST for what is no cursor
 */
export function decodeWatchCursor(storeId: string, cursor: string): number {
  const match = /^1:([^:]+):(\d{1,16})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  if (!match) {
    throw new AppError('INVALID_REQUEST', {
      fields: [{ field: 'cursor', description: 'is not a cursor of ListJobs or WatchJobs' }],
    });
  }
  if (match[1] !== storeId) throw new AppError('CURSOR_EXPIRED');
  return Number(match[2]);
}
