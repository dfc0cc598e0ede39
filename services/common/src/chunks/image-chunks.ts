import { createHash } from 'node:crypto';
import type { Image, ImageChunk } from '@nanococoa/proto/common/v1/image.ts';
import { CHUNK_BYTES } from '../limits/image-limits.ts';

/**
 * The chunk stream of an image: the first chunk carries `image`, the last one the digest.
 *
 * @param image What is sent. With an empty `id` the digest is computed on the way.
 * @param bytes The bytes from `offset` on, in pieces of any size; never copied, larger ones are cut.
 * @param options.offset Where the bytes begin in the image. Default 0.
 */
export async function* imageChunks(
  image: Image,
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: { offset?: number } = {},
): AsyncGenerator<ImageChunk> {
  const hash = image.id ? undefined : createHash('sha256');
  let offset = options.offset ?? 0;
  let first = true;
  for await (const piece of bytes) {
    for (let start = 0; start < piece.length; start += CHUNK_BYTES) {
      const data = piece.subarray(start, start + CHUNK_BYTES);
      hash?.update(data);
      yield { image: first ? image : undefined, offset, data, sha256: '' };
      offset += data.length;
      first = false;
    }
  }
  yield {
    image: first ? image : undefined,
    offset,
    data: EMPTY,
    sha256: hash ? hash.digest('hex') : image.id,
  };
}

const EMPTY = new Uint8Array(0);
