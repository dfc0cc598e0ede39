import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CHUNK_BYTES } from '@nanococoa/common/limits/image-limits.ts';
import { storageError } from '../storage/storage-error.ts';

/** The bytes of pictures on their way in, a file each. */
export interface PartialFiles {
  /** Makes an empty file. */
  create(uploadId: string): Promise<void>;
  /** Writes bytes at an offset and resolves when they are durable. */
  write(uploadId: string, offset: number, data: Uint8Array): Promise<void>;
  /** All bytes, in pieces of 256 KiB. */
  read(uploadId: string): AsyncIterable<Uint8Array>;
  remove(uploadId: string): Promise<void>;
  list(): Promise<string[]>;
  pathOf(uploadId: string): string;
}

/** Opens, or makes, the directory of partial files. @throws AppError STORAGE_FULL, STORAGE_UNAVAILABLE */
export async function openPartialFiles(directory: string): Promise<PartialFiles> {
  const pathOf = (uploadId: string): string => join(directory, uploadId);
  await mkdir(directory, { recursive: true });
  return {
    pathOf,
    create: (uploadId) =>
      guarded(async () => {
        await (await open(pathOf(uploadId), 'wx')).close();
        // The name must outlast a power cut as well as the bytes.
        const parent = await open(directory, 'r');
        await parent.sync().finally(() => parent.close());
      }),
    write: (uploadId, offset, data) =>
      guarded(async () => {
        const file = await open(pathOf(uploadId), 'r+');
        try {
          for (let done = 0; done < data.length; ) {
            const { bytesWritten } = await file.write(data, done, data.length - done, offset + done);
            done += bytesWritten;
          }
          await file.datasync();
        } finally {
          await file.close();
        }
      }),
    async *read(uploadId) {
      try {
        yield* createReadStream(pathOf(uploadId), { highWaterMark: CHUNK_BYTES });
      } catch (error) {
        throw storageError(error);
      }
    },
    remove: (uploadId) => guarded(() => rm(pathOf(uploadId), { force: true })),
    list: () => guarded(() => readdir(directory)),
  };
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storageError(error);
  }
}
