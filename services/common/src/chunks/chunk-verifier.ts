import type { ImageChunk } from '@nanococoa/proto/common/v1/image.ts';
import { createChunkOrder } from './chunk-order.ts';
import { digestMismatch } from './digest-mismatch.ts';
import { createStreamHash } from './stream-hash.ts';

export interface ChunkVerifierOptions {
  /** Most bytes in all. Default 64 MiB. */
  maxBytes?: number;
  /** SHA-256 that the whole must have, lower-case hexadecimal. */
  expectedSha256?: string;
}

export interface VerifiedBytes {
  /** SHA-256 of all bytes, lower-case hexadecimal. */
  sha256: string;
  sizeBytes: number;
}

export interface ChunkVerifier {
  /**
   * Checks the next chunk of the stream and gives its bytes, which must not change any more. Wait for it before
   * the next call: that is what slows a stream down when hashing is behind.
   * @throws AppError CHUNK_OFFSET_WRONG, CHUNK_TOO_LARGE, IMAGE_TOO_LARGE, IMAGE_SIZE_MISMATCH
   */
  push(chunk: ImageChunk): Promise<Uint8Array>;
  /**
   * To be called after the last chunk.
   * @throws AppError IMAGE_EMPTY, IMAGE_SIZE_MISMATCH, DIGEST_MISMATCH
   */
  end(): Promise<VerifiedBytes>;
}

/**
 * Checks a stream of chunks as it passes: order, size, and the digests that it announces. Large streams are
 * hashed beside the event loop.
 */
export function createChunkVerifier(options: ChunkVerifierOptions = {}): ChunkVerifier {
  const order = createChunkOrder(options);
  const hash = createStreamHash();
  const digests = new Set<string>(options.expectedSha256 ? [options.expectedSha256] : []);

  return {
    async push(chunk) {
      const bytes = order.push(chunk);
      if (chunk.image?.id) digests.add(chunk.image.id);
      if (chunk.sha256) digests.add(chunk.sha256);
      if (bytes.length > 0) await hash.update(bytes);
      return bytes;
    },
    async end() {
      const sizeBytes = order.end();
      const sha256 = await hash.digest();
      if ([...digests].some((digest) => digest !== sha256)) throw digestMismatch('chunk.sha256', sha256);
      return { sha256, sizeBytes };
    },
  };
}
