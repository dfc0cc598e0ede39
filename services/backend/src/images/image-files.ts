import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link as createLink, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CHUNK_BYTES } from '@nanococoa/common/limits/image-limits.ts';
import { storageError } from '../storage/storage-error.ts';
import { createStagedFile, type StagedFile } from './staged-file.ts';

/** Image bytes on disk, named by their SHA-256. A file under its name is whole and durable, always. */
export interface ImageFiles {
  /** A new file for bytes on their way in. Nothing of it is seen until it is committed. */
  stage(): Promise<StagedFile>;
  /** Makes a whole, synced file of the same file system the image `sha256`. The file stays where it is, too. */
  adopt(path: string, sha256: string): Promise<void>;
  /** An image's bytes from an offset on, in pieces of 256 KiB. */
  read(sha256: string, offset?: number): AsyncIterable<Uint8Array>;
}

/**
 * Opens, or makes, the image files below a directory, and removes what a dead process left half-written.
 * @throws AppError STORAGE_FULL, STORAGE_UNAVAILABLE
 */
export async function openImageFiles({ directory }: { directory: string }): Promise<ImageFiles> {
  const stagingDirectory = join(directory, 'staging');
  const imageDirectory = join(directory, 'sha256');
  await mkdir(stagingDirectory, { recursive: true });
  await mkdir(imageDirectory, { recursive: true });
  for (const name of await readdir(stagingDirectory)) {
    await rm(join(stagingDirectory, name), { force: true });
  }
  const pathOf = (sha256: string): string => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('an image id must be 64 hexadecimal digits');
    return join(imageDirectory, sha256.slice(0, 2), sha256.slice(2));
  };

  async function adopt(path: string, sha256: string): Promise<void> {
    const target = pathOf(sha256);
    const link = join(stagingDirectory, randomUUID());
    try {
      const isNew = (await mkdir(dirname(target), { recursive: true })) !== undefined;
      // A second name of the file, so that who dies before this is recorded can begin again with the first one.
      await createLink(path, link);
      // Renaming over an image that is there already changes nothing: same name, same bytes.
      await rename(link, target);
      await syncDirectory(dirname(target));
      if (isNew) await syncDirectory(imageDirectory);
    } catch (error) {
      throw storageError(error);
    } finally {
      // Where both names were of one file already, rename has left the link.
      await rm(link, { force: true });
    }
  }

  return {
    adopt,
    stage: () => createStagedFile({ directory: stagingDirectory, adopt }),
    async *read(sha256, offset = 0) {
      try {
        yield* createReadStream(pathOf(sha256), { start: offset, highWaterMark: CHUNK_BYTES });
      } catch (error) {
        throw storageError(error);
      }
    },
  };
}

/** A rename is durable only when the directory that holds the name is. */
async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
