import type { Image, ImageChunk } from '@nanococoa/proto/common/v1/image.ts';
import { fileChunks } from './file-chunks.ts';

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
  let announced: Image | undefined = image;
  for await (const chunk of fileChunks(bytes, { ...options, sha256: image.id })) {
    yield { image: announced, ...chunk };
    announced = undefined;
  }
}
