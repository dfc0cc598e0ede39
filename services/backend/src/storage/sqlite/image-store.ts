import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import { readBytes } from '../files/file-bytes.ts';
import type { FileFacts } from '../files/file-facts.ts';
import type { ImageFiles } from '../files/image-files.ts';
import type { ImageStorage } from '../image-storage.ts';
import type { KeyedLock } from '../keyed-lock.ts';
import type { GroupCommit } from './group-commit.ts';
import type { ImageTable } from './image-table.ts';
import { createImageVerifier } from './image-verifier.ts';

/** Images: bytes in files, the rest in tables. Of one image, what touches its file happens one after another. */
export interface ImageStore {
  storage: ImageStorage;
  /** Whether an image's file is what was stored, as far as can be told without reading it. */
  isWhole(imageId: string): Promise<boolean>;
  /**
   * Makes a whole, durable file an image: first its file, then its record, so that no record is without a file.
   * `alsoWrite` is written with the record.
   */
  place<T>(file: { path: string; facts: FileFacts }, image: Image, alsoWrite: () => T): Promise<T>;
  /** Removes files without record: what a process left that died in between. Stops when `signal` aborts. */
  sweep(signal: AbortSignal): Promise<void>;
}

export interface ImageStoreOptions {
  table: ImageTable;
  files: ImageFiles;
  commits: GroupCommit;
  lock: KeyedLock;
}

export function createImageStore({ table, files, commits, lock }: ImageStoreOptions): ImageStore {
  const verifier = createImageVerifier({ table, files, commits });

  const place: ImageStore['place'] = ({ path, facts }, image, alsoWrite) =>
    lock(image.id, async () => {
      if (facts.sizeBytes !== image.sizeBytes) throw new AppError('IMAGE_SIZE_MISMATCH');
      await files.adopt(path, image.id);
      try {
        return await commits.write(() => {
          table.put(image, facts.timeUs);
          return alsoWrite();
        });
      } catch (error) {
        // Where even this fails the next start sweeps it.
        if (!table.has(image.id)) await files.remove(image.id).catch(() => undefined);
        throw error;
      }
    });

  async function* readImageBytes(imageId: string, offset = 0): AsyncGenerator<Uint8Array> {
    const { file, sizeBytes } = await lock(imageId, () => verifier.openWhole(imageId));
    let position = offset;
    try {
      for await (const piece of readBytes(file, offset, sizeBytes)) {
        position += piece.length;
        yield piece;
      }
      // It was cut off while it was read.
      if (position < sizeBytes) throw await verifier.damaged(imageId);
    } finally {
      await file.close();
    }
  }

  async function stageImage() {
    const file = await files.stage();
    return {
      write: file.write,
      async commit(image: Image): Promise<Image> {
        const staged = { path: file.path, facts: await file.seal() };
        const stored = await place(staged, image, () => table.record(image.id)?.image ?? image);
        await file.discard();
        return stored;
      },
      discard: file.discard,
    };
  }

  return {
    isWhole: (imageId) => lock(imageId, () => verifier.isWhole(imageId, { mustHash: false })),
    place,
    async sweep(signal) {
      for await (const imageIds of files.list()) {
        for (const imageId of imageIds.filter((id) => !table.has(id))) {
          if (signal.aborted) return;
          await lock(imageId, async () => {
            if (!table.has(imageId)) await files.remove(imageId);
          });
        }
      }
    },
    storage: {
      stageImage,
      readImageBytes,
      async grantImage(caller, imageId, rendition) {
        await commits.write(() => table.grant(caller, imageId, rendition));
      },
      readImage: async (imageId) => table.record(imageId)?.image,
      readVisibleImage: async (caller, imageId) => table.visible(caller, imageId),
      readRendition: async (key) => table.rendition(key),
      verifyImageBytes: (imageId) => lock(imageId, () => verifier.isWhole(imageId, { mustHash: true })),
      storedBytes: async () => table.totalBytes(),
      listUnusedImages: async (unusedSince, limit) => table.unused(unusedSince.getTime(), limit),
      deleteImage: (imageId, unusedSince) =>
        lock(imageId, async () => {
          const unusedSinceMs = unusedSince?.getTime() ?? Number.MAX_SAFE_INTEGER;
          const isDeleted = await commits.write(() => table.remove(imageId, unusedSinceMs));
          // After its record: who dies in between leaves a file without record, never a record without file.
          if (isDeleted) await files.remove(imageId);
          return isDeleted;
        }),
    },
  };
}
