import { expect, test } from 'vitest';
import { decodeWatchCursor, encodeWatchCursor } from './watch-cursor.ts';

test.each([0, 1, 4_503_599_627_370_496])('a cursor of position %d leads back to it', (position) => {
  const cursor = encodeWatchCursor({ storeId: 'a-store', position });
  expect(cursor).toMatch(/^[\w-]+$/);
  expect(decodeWatchCursor('a-store', cursor)).toBe(position);
});

test("another store's cursor has expired", () => {
  const cursor = encodeWatchCursor({ storeId: 'a-store', position: 7 });
  expect(() => decodeWatchCursor('b-store', cursor)).toThrow(
    expect.objectContaining({ reason: 'CURSOR_EXPIRED' }),
  );
});

test.each(['', 'x', '!!!', Buffer.from('2:a-store:7').toString('base64url')])('%j is no cursor', (cursor) => {
  expect(() => decodeWatchCursor('a-store', cursor)).toThrow(
    expect.objectContaining({
      reason: 'INVALID_REQUEST',
      fields: [expect.objectContaining({ field: 'cursor' })],
    }),
  );
});
