import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { storageError } from '../storage/storage-error.ts';

/** Bytes on their way to becoming an image. */
export interface StagedFile {
  /** Appends bytes; resolves when they are handed to the system, so that a reader cannot run ahead of the disk. */
  write(bytes: Uint8Array): Promise<void>;
  /** Syncs the bytes and makes them the image named by their SHA-256, which the caller has computed. */
  commit(sha256: string): Promise<void>;
  /** Removes the file. Harmless after `commit`. */
  discard(): Promise<void>;
}

/** Makes a staged file in a directory of the file system that holds the images, so that a rename can commit it. */
export async function createStagedFile(options: {
  directory: string;
  adopt(path: string, sha256: string): Promise<void>;
}): Promise<StagedFile> {
  const path = join(options.directory, randomUUID());
  const handle = await open(path, 'wx').catch((error: unknown) => {
    throw storageError(error);
  });
  let sizeBytes = 0;
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    await handle.close();
  };
  return {
    async write(bytes) {
      try {
        for (let done = 0; done < bytes.length; ) {
          const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, sizeBytes + done);
          done += bytesWritten;
        }
      } catch (error) {
        throw storageError(error);
      }
      sizeBytes += bytes.length;
    },
    async commit(sha256) {
      try {
        await handle.datasync();
      } catch (error) {
        throw storageError(error);
      }
      await close();
      await options.adopt(path, sha256);
      await rm(path, { force: true });
    },
    async discard() {
      await close();
      await rm(path, { force: true });
    },
  };
}
