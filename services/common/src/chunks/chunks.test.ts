import { createHash, randomBytes } from 'node:crypto';
import { Image, ImageChunk } from '@nanococoa/proto/common/v1/image.ts';
import { describe, expect, test } from 'vitest';
import { AppError } from '../errors/app-error.ts';
import { CHUNK_BYTES, MAX_CHUNK_BYTES } from '../limits/image-limits.ts';
import { createChunkOrder } from './chunk-order.ts';
import { type ChunkVerifier, createChunkVerifier } from './chunk-verifier.ts';
import { imageChunks } from './image-chunks.ts';

const bytes = randomBytes(CHUNK_BYTES * 2 + 17);
const sha256 = createHash('sha256').update(bytes).digest('hex');

async function reasonOf(run: () => unknown): Promise<string | undefined> {
  try {
    await run();
  } catch (error) {
    if (error instanceof AppError) return error.reason;
    throw error;
  }
  return undefined;
}

async function chunksOf(image: Partial<Image>, pieces: Uint8Array[], offset = 0): Promise<ImageChunk[]> {
  return await Array.fromAsync(imageChunks(Image.fromPartial(image), pieces, { offset }));
}

async function pushAll(verifier: ChunkVerifier, chunks: ImageChunk[]): Promise<Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  for (const chunk of chunks) pieces.push(await verifier.push(chunk));
  return pieces;
}

describe('imageChunks', () => {
  test.each([{ id: sha256 }, {}])('cuts, numbers and signs: %o', async (image) => {
    const chunks = await chunksOf(image, [bytes.subarray(0, 5), bytes.subarray(5)]);
    const verifier = createChunkVerifier();
    const received = Buffer.concat(await pushAll(verifier, chunks));
    expect(received.equals(bytes)).toBe(true);
    expect(await verifier.end()).toEqual({ sha256, sizeBytes: bytes.length });
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
    const order = createChunkOrder({ startOffset: 10 });
    for (const chunk of chunks) order.push(chunk);
    expect(order.end()).toBe(bytes.length);
  });
});

describe('createChunkVerifier refuses', () => {
  const chunk = (partial: Partial<ImageChunk>) => ImageChunk.fromPartial(partial);
  test('a gap', async () => {
    const verifier = createChunkVerifier();
    await verifier.push(chunk({ data: bytes.subarray(0, 10) }));
    expect(await reasonOf(() => verifier.push(chunk({ offset: 11, data: bytes.subarray(11, 20) })))).toBe(
      'CHUNK_OFFSET_WRONG',
    );
  });
  test('a chunk that is too large', async () => {
    const data = new Uint8Array(MAX_CHUNK_BYTES + 1);
    expect(await reasonOf(() => createChunkVerifier().push(chunk({ data })))).toBe('CHUNK_TOO_LARGE');
  });
  test('an announced size over the limit, at the first message', async () => {
    const image = Image.fromPartial({ sizeBytes: 11 });
    expect(await reasonOf(() => createChunkVerifier({ maxBytes: 10 }).push(chunk({ image })))).toBe(
      'IMAGE_TOO_LARGE',
    );
  });
  test('more bytes than the limit, whatever was announced', async () => {
    const verifier = createChunkVerifier({ maxBytes: 10 });
    expect(await reasonOf(() => verifier.push(chunk({ data: bytes.subarray(0, 11) })))).toBe(
      'IMAGE_TOO_LARGE',
    );
  });
  test('nothing at all', async () =>
    expect(await reasonOf(() => createChunkVerifier().end())).toBe('IMAGE_EMPTY'));
  test.each([
    ['fewer bytes than announced, at the end', 11],
    ['more bytes than announced, at once', 9],
  ])('%s', async (_, sizeBytes) => {
    const verifier = createChunkVerifier();
    const push = () =>
      verifier.push(chunk({ image: Image.fromPartial({ sizeBytes }), data: bytes.subarray(0, 10) }));
    if (sizeBytes > 10) await push();
    expect(await reasonOf(sizeBytes > 10 ? () => verifier.end() : push)).toBe('IMAGE_SIZE_MISMATCH');
  });
  test.each([
    ['the first', { image: Image.fromPartial({ id: 'b'.repeat(64) }) }],
    ['the last', { sha256: 'b'.repeat(64) }],
  ])('a wrong digest in %s message', async (_, partial) => {
    const verifier = createChunkVerifier();
    await verifier.push(chunk({ ...partial, data: bytes.subarray(0, 10) }));
    expect(await reasonOf(() => verifier.end())).toBe('DIGEST_MISMATCH');
  });
});
