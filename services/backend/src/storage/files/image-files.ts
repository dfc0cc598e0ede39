import { randomUUID } from 'node:crypto';
import { link as createLink, type FileHandle, mkdir, opendir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncDirectory } from './file-bytes.ts';
import { guarded } from './guarded.ts';
import { openThere } from './open-there.ts';
import { createStagedFile, type StagedFile } from './staged-file.ts';

/**
 * Image bytes on disk, named by their SHA-256: `sha256/ab/cdef…`. A file comes under its name whole and durable.
 * Every method throws AppError STORAGE_FULL or STORAGE_UNAVAILABLE.
 */
export interface ImageFiles {
  /** A new file for bytes on their way in. */
  stage(): Promise<StagedFile>;
  /** Makes a whole, synced file of the same file system the image's, in place of what is there. It stays where it is, too. */
  adopt(path: string, imageId: string): Promise<void>;
  /** An image's file, for reading; undefined: there is none. */
  open(imageId: string): Promise<FileHandle | undefined>;
  /** Harmless when there is none. */
  remove(imageId: string): Promise<void>;
  /** Ids of all images that have a file, a directory of them at a time. */
  list(): AsyncIterable<string[]>;
}

/** Opens, or makes, the image files below a directory, and removes what a dead process left half-written. */
export async function openImageFiles(directory: string): Promise<ImageFiles> {
  const stagingDirectory = join(directory, 'staging');
  const imageDirectory = join(directory, 'sha256');
  const pathOf = (imageId: string): string => {
    if (!isImageId(imageId)) throw new Error('an image id must be 64 hexadecimal digits');
    return join(imageDirectory, imageId.slice(0, 2), imageId.slice(2));
  };
  await guarded(async () => {
    await mkdir(stagingDirectory, { recursive: true });
    await mkdir(imageDirectory, { recursive: true });
    for await (const { name } of await opendir(stagingDirectory)) {
      await rm(join(stagingDirectory, name), { force: true });
    }
  });

  /** Directories of this process's images whose own names are durable. */
  const durableDirectories = new Set<string>();
  async function makeDirectory(path: string): Promise<void> {
    if (durableDirectories.has(path)) return;
    await mkdir(path, { recursive: true });
    await syncDirectory(imageDirectory);
    durableDirectories.add(path);
  }

  async function adopt(path: string, imageId: string): Promise<void> {
    const target = pathOf(imageId);
    const link = join(stagingDirectory, randomUUID());
    try {
      await makeDirectory(dirname(target));
      // A second name of the file, so that who dies before this is recorded can begin again with the first one.
      await createLink(path, link);
      await rename(link, target);
      await syncDirectory(dirname(target));
    } catch (error) {
      // Somebody may have removed a directory: it is made again for the next image.
      durableDirectories.clear();
      throw error;
    } finally {
      // Where both names were of one file already, rename has left the link.
      await rm(link, { force: true });
    }
  }

  return {
    stage: () => createStagedFile(stagingDirectory),
    adopt: (path, imageId) => guarded(() => adopt(path, imageId)),
    open: (imageId) => guarded(() => openThere(pathOf(imageId), 'r')),
    remove: (imageId) => guarded(() => rm(pathOf(imageId), { force: true })),
    async *list() {
      for (const prefix of await guarded(() => readdir(imageDirectory))) {
        if (!/^[0-9a-f]{2}$/.test(prefix)) continue;
        const names = await guarded(() => readdir(join(imageDirectory, prefix)));
        yield names.map((name) => prefix + name).filter(isImageId);
      }
    },
  };
}

function isImageId(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}
