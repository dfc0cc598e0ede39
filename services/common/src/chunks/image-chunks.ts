import type { Image, ImageChunk } from '@nanococoa/proto/common/v1/image.ts';
import { CHUNK_BYTES } from '../limits/image-limits.ts';
import { createStreamHash } from './stream-hash.ts';

export interface ImageChunksOptions {
  /** Where the bytes begin in the image. Default 0. */
  offset?: number;
}

/**
 * The chunk stream of an image: the first chunk carries `image`, the last one the digest.
 *
 * @param image What is sent. With an empty `id` the digest is computed on the way; else it is the id, and whoever
 *   receives the bytes checks them against it.
 * @param bytes The bytes from `offset` on, in pieces of any size that nobody changes any more; larger ones are
 *   cut, not copied.
 */
export async function* imageChunks(
  image: Image,
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: ImageChunksOptions = {},
): AsyncGenerator<ImageChunk> {
  const hash = image.id === '' ? createStreamHash() : undefined;
  let offset = options.offset ?? 0;
  let first = true;
  for await (const piece of bytes) {
    // Whoever takes a chunk may give its bytes away: nothing of them is read after the yield.
    const end = offset + piece.length;
    for (let start = 0; offset < end; start += CHUNK_BYTES) {
      const data = piece.subarray(start, start + CHUNK_BYTES);
      await hash?.update(data);
      const chunk = { image: first ? image : undefined, offset, data, sha256: '' };
      offset += data.length;
      first = false;
      yield chunk;
    }
  }
  const sha256 = hash ? await hash.digest() : image.id;
  yield { image: first ? image : undefined, offset, data: EMPTY, sha256 };
}

const EMPTY = new Uint8Array(0);
