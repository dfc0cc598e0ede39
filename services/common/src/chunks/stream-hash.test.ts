import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createStreamHash } from './stream-hash.ts';

const MIB = 1024 * 1024;
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function hashInPieces(bytes: Uint8Array, pieceBytes: number): Promise<string> {
  const hash = createStreamHash();
  for (let start = 0; start < bytes.length; start += pieceBytes) {
    await hash.update(bytes.subarray(start, start + pieceBytes));
  }
  return await hash.digest();
}

test.each([
  ['nothing', 0, 1],
  ['a small stream', 1000, 999],
  ['the largest in place', 256 * 1024, 100_000],
  ['the smallest on the thread', 256 * 1024 + 1, 256 * 1024],
  ['pieces larger than a slot', 3 * MIB, MIB + 1],
  ['small pieces', 300_000, 1001],
])('%s', async (_, sizeBytes, pieceBytes) => {
  const bytes = randomBytes(sizeBytes);
  expect(await hashInPieces(bytes, pieceBytes)).toBe(sha256(bytes));
});

test('streams that run at once and are larger than the ring do not mix', async () => {
  const streams = Array.from({ length: 9 }, () => randomBytes(6 * MIB));
  const digests = await Promise.all(streams.map((bytes, i) => hashInPieces(bytes, 200_000 + i)));
  expect(digests).toEqual(streams.map(sha256));
});

test('what was given may be written over once it is taken by the thread', async () => {
  const hash = createStreamHash();
  const reference = createHash('sha256');
  const first = randomBytes(MIB);
  await hash.update(first);
  reference.update(first);
  first.fill(0);
  expect(await hash.digest()).toBe(reference.digest('hex'));
});
