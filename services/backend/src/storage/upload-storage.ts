import type { Image } from '@nanococoa/proto/common/v1/image.ts';

/** A half-open range of bytes. */
export interface ByteRange {
  start: number;
  end: number;
}

/** A picture on its way in. */
export interface UploadRecord {
  id: string;
  caller: string;
  sizeBytes: number;
  /** The digest it must have; empty: not checked. */
  sha256: string;
  /** What has arrived and is durable: sorted, disjoint, not touching. */
  ranges: ByteRange[];
  /** Set once it has become an image. */
  imageId?: string | undefined;
  expireTime: Date;
}

/** Pictures on their way in by pieces: their records and their bytes. */
export interface UploadStorage {
  createUpload(upload: UploadRecord): Promise<void>;
  readUpload(uploadId: string): Promise<UploadRecord | undefined>;
  /** Replaces an upload by what `change` makes of it, atomically; undefined: there is none. `change` may run again. */
  changeUpload(
    uploadId: string,
    change: (upload: UploadRecord) => UploadRecord,
  ): Promise<UploadRecord | undefined>;
  /** Removes the record and the bytes. */
  deleteUpload(uploadId: string): Promise<void>;
  /** Ids of the uploads whose time is over. */
  listExpiredUploads(now: Date): Promise<string[]>;
  /**
   * Writes bytes at an offset and resolves when they are durable. The record is changed by `changeUpload`.
   * @throws AppError UPLOAD_NOT_FOUND
   */
  writeUploadBytes(uploadId: string, offset: number, data: Uint8Array): Promise<void>;
  /** All bytes, in pieces of 256 KiB. */
  readUploadBytes(uploadId: string): AsyncIterable<Uint8Array>;
  /**
   * Makes a whole upload the image that its bytes are, shows it to the upload's caller, and notes it in the record.
   * The same call again gives the same. The bytes as an upload are gone then. Undefined: there is no such upload.
   * @throws AppError IMAGE_SIZE_MISMATCH
   */
  commitUpload(uploadId: string, image: Image): Promise<UploadRecord | undefined>;
}
