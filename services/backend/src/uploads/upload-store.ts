import { imageChunks } from '@nanococoa/common/chunks/image-chunks.ts';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { Image, type ImageChunk } from '@nanococoa/proto/common/v1/image.ts';
import type { Clock } from '../clock/clock.ts';
import type { Storage } from '../storage/storage.ts';
import type { ByteRange, UploadRecord } from '../storage/upload-storage.ts';
import { addRange, committedSize, covers } from './byte-ranges.ts';
import { checkImage, checkRange } from './check-upload.ts';

/** How long an upload may take, from its beginning. */
const LIFETIME_MS = 24 * 60 * 60 * 1000;

export interface UploadStoreDependencies {
  storage: Storage;
  clock: Clock;
  nextId(): string;
}

/** Pictures on their way in by pieces. Every method but `create` throws UPLOAD_NOT_FOUND for what a caller has not. */
export interface UploadStore {
  create(upload: { caller: string; sizeBytes: number; sha256: string }): Promise<UploadRecord>;
  get(caller: string, uploadId: string): Promise<UploadRecord>;
  /** Adds a piece, which is durable when this resolves. @throws AppError UPLOAD_OUT_OF_RANGE, STORAGE_FULL */
  append(caller: string, uploadId: string, offset: number, data: Uint8Array): Promise<UploadRecord>;
  /** All of a complete upload; the last chunk has the digest of what was read. @throws AppError UPLOAD_INCOMPLETE */
  read(caller: string, uploadId: string): AsyncIterable<ImageChunk>;
  /** Turns a complete upload into an image. @throws AppError UPLOAD_INCOMPLETE, DIGEST_MISMATCH, IMAGE_SIZE_MISMATCH */
  finish(caller: string, uploadId: string, image: Image): Promise<UploadRecord>;
  drop(caller: string, uploadId: string): Promise<void>;
  /** Removes what has expired. */
  sweep(): Promise<void>;
}

/** Makes the store. */
export function createUploadStore({ storage, clock, nextId }: UploadStoreDependencies): UploadStore {
  /** Writes under way: what reads the whole waits for them, so that no late one changes what was checked. */
  const writes = new Map<string, Set<Promise<unknown>>>();
  /** Digests of complete uploads that were read to the end. */
  const digests = new Map<string, string>();

  async function get(caller: string, uploadId: string): Promise<UploadRecord> {
    const upload = await storage.readUpload(uploadId);
    if (!upload || upload.caller !== caller) throw new AppError('UPLOAD_NOT_FOUND');
    return upload;
  }

  async function settled(caller: string, uploadId: string): Promise<UploadRecord> {
    const upload = await get(caller, uploadId);
    const missing = upload.sizeBytes - committedSize(upload.ranges);
    if (missing > 0) {
      throw new AppError('UPLOAD_INCOMPLETE', {
        metadata: { committed_size_bytes: String(committedSize(upload.ranges)) },
      });
    }
    // From here on a new write sees that nothing is missing and does nothing.
    await Promise.allSettled(writes.get(uploadId) ?? new Set<Promise<unknown>>());
    return upload;
  }

  async function write(caller: string, uploadId: string, range: ByteRange, data: Uint8Array) {
    const upload = await get(caller, uploadId);
    if (upload.imageId !== undefined || covers(upload.ranges, range)) return upload;
    checkRange(upload, range);
    await storage.writeUploadBytes(uploadId, range.start, data);
    const changed = await storage.changeUpload(uploadId, (current) => ({
      ...current,
      ranges: addRange(current.ranges, range),
    }));
    if (!changed) throw new AppError('UPLOAD_NOT_FOUND');
    return changed;
  }

  async function forget(uploadId: string): Promise<void> {
    await storage.deleteUpload(uploadId);
    digests.delete(uploadId);
  }

  async function* chunksOf({ id, sizeBytes, imageId }: UploadRecord): AsyncGenerator<ImageChunk> {
    const bytes = imageId === undefined ? storage.readUploadBytes(id) : storage.readImageBytes(imageId);
    for await (const chunk of imageChunks(Image.create({ sizeBytes }), bytes)) {
      if (imageId === undefined && chunk.sha256 !== '') digests.set(id, chunk.sha256);
      yield chunk;
    }
  }

  return {
    get,
    async create({ caller, sizeBytes, sha256 }) {
      const expireTime = new Date(clock.now().getTime() + LIFETIME_MS);
      const upload: UploadRecord = { id: nextId(), caller, sizeBytes, sha256, ranges: [], expireTime };
      await storage.createUpload(upload);
      return upload;
    },
    async append(caller, uploadId, offset, data) {
      const active = writes.get(uploadId) ?? new Set();
      writes.set(uploadId, active);
      const writing = write(caller, uploadId, { start: offset, end: offset + data.length }, data);
      active.add(writing);
      try {
        return await writing;
      } finally {
        active.delete(writing);
        if (active.size === 0) writes.delete(uploadId);
      }
    },
    async *read(caller, uploadId) {
      yield* chunksOf(await settled(caller, uploadId));
    },
    async finish(caller, uploadId, image) {
      const upload = await settled(caller, uploadId);
      if (upload.imageId !== undefined) return upload;
      // The bytes may have been read, and checked, by a process before this one.
      if (!digests.has(uploadId)) for await (const _ of chunksOf(upload));
      checkImage(upload, image, digests.get(uploadId) ?? '');
      const finished = await storage.commitUpload(uploadId, { ...image, createTime: clock.now() });
      digests.delete(uploadId);
      if (!finished) throw new AppError('UPLOAD_NOT_FOUND');
      return finished;
    },
    async drop(caller, uploadId) {
      await get(caller, uploadId);
      await forget(uploadId);
    },
    async sweep() {
      for (const uploadId of await storage.listExpiredUploads(clock.now())) await forget(uploadId);
    },
  };
}
