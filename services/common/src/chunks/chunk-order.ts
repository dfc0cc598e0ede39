import type { ImageChunk } from '@nanococoa/proto/common/v1/image.ts';
import { AppError } from '../errors/app-error.ts';
import { MAX_CHUNK_BYTES, MAX_IMAGE_BYTES } from '../limits/image-limits.ts';

export interface ChunkOrderOptions {
  /** Most bytes in all. Default 64 MiB. */
  maxBytes?: number;
  /** Offset of the first chunk, for resumed downloads. Default 0. */
  startOffset?: number;
}

export interface ChunkOrder {
  /**
   * Checks the next chunk of the stream and gives its bytes.
   * @throws AppError CHUNK_OFFSET_WRONG, CHUNK_TOO_LARGE, IMAGE_TOO_LARGE, IMAGE_SIZE_MISMATCH
   */
  push(chunk: ImageChunk): Uint8Array;
  /**
   * To be called after the last chunk.
   * @returns Where the stream ended: the size of the image, bytes.
   * @throws AppError IMAGE_EMPTY, IMAGE_SIZE_MISMATCH
   */
  end(): number;
}

/** Checks order and size of a stream of chunks as it passes. The digest is for createChunkVerifier. */
export function createChunkOrder(options: ChunkOrderOptions = {}): ChunkOrder {
  const { maxBytes = MAX_IMAGE_BYTES, startOffset = 0 } = options;
  let announcedSize: number | undefined;
  let position = startOffset;

  return {
    push({ data, image, offset }) {
      if (image && image.sizeBytes > 0) announcedSize = image.sizeBytes;
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
      return data;
    },
    end() {
      if (position === 0) {
        throw new AppError('IMAGE_EMPTY', {
          fields: [{ field: 'chunk.data', description: 'has no bytes; at least 1' }],
        });
      }
      if (announcedSize !== undefined && announcedSize !== position)
        throw sizeMismatch(announcedSize, position);
      return position;
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
