import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { MAX_APPEND_AHEAD_BYTES } from '@nanococoa/common/limits/image-limits.ts';
import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import type { ByteRange, UploadRecord } from '../storage/upload-storage.ts';
import { committedSize } from './byte-ranges.ts';

/** Separate pieces that an upload may have: bounds its record. Pieces of 1 MiB, 4 in flight, need 5. */
const MAX_RANGES = 64;

/**
 * Refuses a piece that is past the end, too far ahead, or one more island of too many.
 * @throws AppError UPLOAD_OUT_OF_RANGE with committed_size_bytes in its metadata
 */
export function checkRange(upload: UploadRecord, range: ByteRange): void {
  const committed = committedSize(upload.ranges);
  const isScattered = upload.ranges.length >= MAX_RANGES && range.start > committed;
  if (range.end > upload.sizeBytes || range.start > committed + MAX_APPEND_AHEAD_BYTES || isScattered) {
    throw new AppError('UPLOAD_OUT_OF_RANGE', {
      message:
        range.end > upload.sizeBytes
          ? `The piece ends at ${range.end}, after the ${upload.sizeBytes} bytes of the picture.`
          : undefined,
      fields: [
        {
          field: 'offset',
          description: `is ${range.start}; 0 to ${committed + MAX_APPEND_AHEAD_BYTES}, ending at ${upload.sizeBytes} or before`,
        },
      ],
      metadata: { committed_size_bytes: String(committed) },
    });
  }
}

/**
 * Refuses an image that does not fit the bytes that have arrived.
 * @throws AppError DIGEST_MISMATCH, IMAGE_SIZE_MISMATCH
 */
export function checkImage(upload: UploadRecord, image: Image, sha256: string): void {
  if (sha256 !== image.id || (upload.sha256 !== '' && upload.sha256 !== sha256)) {
    throw new AppError('DIGEST_MISMATCH', {
      fields: [{ field: 'image.id', description: `the bytes received have SHA-256 ${sha256}` }],
      metadata: { actual_sha256: sha256 },
    });
  }
  if (image.sizeBytes !== upload.sizeBytes) {
    throw new AppError('IMAGE_SIZE_MISMATCH', {
      fields: [
        { field: 'image.size_bytes', description: `is ${image.sizeBytes}; must be ${upload.sizeBytes}` },
      ],
    });
  }
}
