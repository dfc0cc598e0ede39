import { CHUNK_BYTES } from '../limits/image-limits.ts';
import { createStreamHash } from './stream-hash.ts';

/** A piece of a file: what an ImageChunk and a FontChunk have in common. */
export interface FileChunk {
  /** Where `data` begins in the file, bytes. */
  offset: number;
  /** At most CHUNK_BYTES; none in the last chunk. */
  data: Uint8Array;
  /** In the last chunk: of the whole file, lower-case hexadecimal. */
  sha256: string;
}

export interface FileChunksOptions {
  /** Where the bytes begin in the file. Default 0. */
  offset?: number;
  /** The digest that is told. Empty: computed on the way. */
  sha256: string;
}

/**
 * The chunk stream of a file.
 *
 * @param bytes The bytes from `offset` on, in pieces of any size that nobody changes any more; larger ones are
 *   cut, not copied.
 */
export async function* fileChunks(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: FileChunksOptions,
): AsyncGenerator<FileChunk> {
  const hash = options.sha256 === '' ? createStreamHash() : undefined;
  let offset = options.offset ?? 0;
  for await (const piece of bytes) {
    // Whoever takes a chunk may give its bytes away: nothing of them is read after the yield.
    const end = offset + piece.length;
    for (let start = 0; offset < end; start += CHUNK_BYTES) {
      const data = piece.subarray(start, start + CHUNK_BYTES);
      await hash?.update(data);
      const chunk = { offset, data, sha256: '' };
      offset += data.length;
      yield chunk;
    }
  }
  yield { offset, data: EMPTY, sha256: hash ? await hash.digest() : options.sha256 };
}

const EMPTY = new Uint8Array(0);
