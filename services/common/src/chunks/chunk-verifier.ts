import { createHash } from 'node:crypto';
import type { ImageChunk } from '@nanococoa/proto/common/v1/image.ts';
import { AppError } from '../errors/app-error.ts';
import { MAX_CHUNK_BYTES, MAX_IMAGE_BYTES } from '../limits/image-limits.ts';

export interface ChunkVerifierOptions {
  /** Most bytes in all. Default 64 MiB. */
  maxBytes?: number;
  /** SHA-256 that the whole must have, lower-case hexadecimal. */
  expectedSha256?: string;
  /** Offset of the first chunk, for resumed downloads; the digest is then not checked. Default 0. */
  startOffset?: number;
}

export interface VerifiedBytes {
  /** SHA-256 of all bytes, lower-case hexadecimal. */
  sha256: string;
  sizeBytes: number;
}

export interface ChunkVerifier {
  /**
   * Checks the next chunk of the stream and gives its bytes.
   * @throws AppError CHUNK_OFFSET_WRONG, CHUNK_TOO_LARGE, IMAGE_TOO_LARGE
   */
  push(chunk: ImageChunk): Uint8Array;
  /**
   * To be called after the last chunk.
   * @throws AppError IMAGE_EMPTY, IMAGE_SIZE_MISMATCH, DIGEST_MISMATCH
   */
  end(): VerifiedBytes;
}

/** Checks a stream of chunks as it passes: order, size, and the digests that it announces. */
export function createChunkVerifier(options: ChunkVerifierOptions = {}): ChunkVerifier {
  const { maxBytes = MAX_IMAGE_BYTES, startOffset = 0 } = options;
  const hash = createHash('sha256');
  const digests = new Set<string>(options.expectedSha256 ? [options.expectedSha256] : []);
  let announcedSize: number | undefined;
  let position = startOffset;

  return {
    push(chunk) {
      const { data, image, offset, sha256 } = chunk;
      if (image) {
        if (image.sizeBytes > 0) announcedSize = image.sizeBytes;
        if (image.id) digests.add(image.id);
      }
      if (sha256) digests.add(sha256);
      if (announcedSize !== undefined && announcedSize > maxBytes) throw tooLarge(announcedSize, maxBytes);
      if (data.length === 0) return data;
      if (data.length > MAX_CHUNK_BYTES) {
        throw new AppError('CHUNK_TOO_LARGE', {
          fields: [
            { field: 'chunk.data', description: `has ${data.length} bytes; at most ${MAX_CHUNK_BYTES}` },
          ],
        });
      }
      if (offset !== position) {
        throw new AppError('CHUNK_OFFSET_WRONG', {
          fields: [{ field: 'chunk.offset', description: `is ${offset}; must be ${position}` }],
          metadata: { expected_offset: String(position) },
        });
      }
      position += data.length;
      if (position > maxBytes) throw tooLarge(position, maxBytes);
      if (announcedSize !== undefined && position > announcedSize)
        throw sizeMismatch(announcedSize, position);
      hash.update(data);
      return data;
    },
    end() {
      const sizeBytes = position;
      if (sizeBytes === 0) {
        throw new AppError('IMAGE_EMPTY', {
          fields: [{ field: 'chunk.data', description: 'has no bytes; at least 1' }],
        });
      }
      if (announcedSize !== undefined && announcedSize !== sizeBytes) {
        throw sizeMismatch(announcedSize, sizeBytes);
      }
      const sha256 = hash.digest('hex');
      if (startOffset === 0 && [...digests].some((digest) => digest !== sha256)) {
        throw new AppError('DIGEST_MISMATCH', {
          fields: [{ field: 'chunk.sha256', description: `the bytes received have SHA-256 ${sha256}` }],
          metadata: { actual_sha256: sha256 },
        });
      }
      return { sha256, sizeBytes };
    },
  };
}

function tooLarge(sizeBytes: number, maxBytes: number): AppError {
  return new AppError('IMAGE_TOO_LARGE', {
    fields: [
      { field: 'chunk.image.size_bytes', description: `is ${sizeBytes} or more; must be 1 to ${maxBytes}` },
    ],
  });
}

function sizeMismatch(announcedSize: number, receivedBytes: number): AppError {
  return new AppError('IMAGE_SIZE_MISMATCH', {
    fields: [
      {
        field: 'chunk.image.size_bytes',
        description: `is ${announcedSize}; ${receivedBytes} bytes were received`,
      },
    ],
  });
}
