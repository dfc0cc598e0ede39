import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import type { Upload } from '@nanococoa/proto/common/v1/upload.ts';
import type { Storage } from '../storage/storage.ts';
import type { UploadRecord } from '../storage/upload-storage.ts';
import { committedSize } from '../uploads/byte-ranges.ts';

/** An upload as callers see it. */
export async function uploadMessage(
  storage: Pick<Storage, 'readImage'>,
  { id, sizeBytes, sha256, ranges, imageId, expireTime }: UploadRecord,
): Promise<Upload> {
  const image: Image | undefined = imageId === undefined ? undefined : await storage.readImage(imageId);
  return { id, sizeBytes, sha256, committedSizeBytes: committedSize(ranges), image, expireTime };
}
