import { createHash, randomBytes } from 'node:crypto';
import { Image, ImageChunk } from '@nanococoa/proto/common/v1/image.ts';
import { describe, expect, test } from 'vitest';
import { AppError } from '../errors/app-error.ts';
import { CHUNK_BYTES, MAX_CHUNK_BYTES } from '../limits/image-limits.ts';
import { createChunkVerifier } from './chunk-verifier.ts';
import { imageChunks } from './image-chunks.ts';

const bytes = randomBytes(CHUNK_BYTES * 2 + 17);
const sha256 = createHash('sha256').update(bytes).digest('hex');

function reasonOf(run: () => unknown): string | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof AppError) return error.reason;
    throw error;
  }
  return undefined;
}

async function chunksOf(image: Partial<Image>, pieces: Uint8Array[], offset = 0): Promise<ImageChunk[]> {
  return await Array.fromAsync(imageChunks(Image.fromPartial(image), pieces, { offset }));
}

describe('imageChunks', () => {
  test.each([{ id: sha256 }, {}])('cuts, numbers and signs: %o', async (image) => {
    const chunks = await chunksOf(image, [bytes.subarray(0, 5), bytes.subarray(5)]);
    const verifier = createChunkVerifier();
    const received = Buffer.concat(chunks.map((chunk) => verifier.push(chunk)));
    expect(received.equals(bytes)).toBe(true);
    expect(verifier.end()).toEqual({ sha256, sizeBytes: bytes.length });
    expect(chunks.map((chunk) => chunk.image !== undefined)).toEqual(chunks.map((_, i) => i === 0));
    expect(chunks.at(-1)?.sha256).toBe(sha256);
    expect(Math.max(...chunks.map(({ data }) => data.length))).toBe(CHUNK_BYTES);
  });

  test('an empty image is still announced and signed', async () => {
    const chunks = await chunksOf({ id: sha256 }, []);
    expect(chunks).toHaveLength(1);
    expect(chunks[0].image?.id).toBe(sha256);
    expect(chunks[0].sha256).toBe(sha256);
  });

  test('begins at an offset', async () => {
    const chunks = await chunksOf({ id: sha256 }, [bytes.subarray(10)], 10);
    const verifier = createChunkVerifier({ startOffset: 10 });
    for (const chunk of chunks) verifier.push(chunk);
    expect(verifier.end().sizeBytes).toBe(bytes.length);
  });
});

describe('createChunkVerifier refuses', () => {
  const chunk = (partial: Partial<ImageChunk>) => ImageChunk.fromPartial(partial);
  test('a gap', () => {
    const verifier = createChunkVerifier();
    verifier.push(chunk({ data: bytes.subarray(0, 10) }));
    expect(reasonOf(() => verifier.push(chunk({ offset: 11, data: bytes.subarray(11, 20) })))).toBe(
      'CHUNK_OFFSET_WRONG',
    );
  });
  test('a chunk that is too large', () => {
    const data = new Uint8Array(MAX_CHUNK_BYTES + 1);
    expect(reasonOf(() => createChunkVerifier().push(chunk({ data })))).toBe('CHUNK_TOO_LARGE');
  });
  test('an announced size over the limit, at the first message', () => {
    const image = Image.fromPartial({ sizeBytes: 11 });
    expect(reasonOf(() => createChunkVerifier({ maxBytes: 10 }).push(chunk({ image })))).toBe(
      'IMAGE_TOO_LARGE',
    );
  });
  test('more bytes than the limit, whatever was announced', () => {
    const verifier = createChunkVerifier({ maxBytes: 10 });
    expect(reasonOf(() => verifier.push(chunk({ data: bytes.subarray(0, 11) })))).toBe('IMAGE_TOO_LARGE');
  });
  test('nothing at all', () => expect(reasonOf(() => createChunkVerifier().end())).toBe('IMAGE_EMPTY'));
  test.each([
    ['fewer bytes than announced, at the end', 11],
    ['more bytes than announced, at once', 9],
  ])('%s', (_, sizeBytes) => {
    const verifier = createChunkVerifier();
    const push = () =>
      verifier.push(chunk({ image: Image.fromPartial({ sizeBytes }), data: bytes.subarray(0, 10) }));
    if (sizeBytes > 10) push();
    expect(reasonOf(sizeBytes > 10 ? () => verifier.end() : push)).toBe('IMAGE_SIZE_MISMATCH');
  });
  test.each([
    ['the first', { image: Image.fromPartial({ id: 'b'.repeat(64) }) }],
    ['the last', { sha256: 'b'.repeat(64) }],
  ])('a wrong digest in %s message', (_, partial) => {
    const verifier = createChunkVerifier();
    verifier.push(chunk({ ...partial, data: bytes.subarray(0, 10) }));
    expect(reasonOf(() => verifier.end())).toBe('DIGEST_MISMATCH');
  });
});
