import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import type { UploadFiles } from '../files/upload-files.ts';
import type { KeyedLock } from '../keyed-lock.ts';
import type { UploadRecord, UploadStorage } from '../upload-storage.ts';
import type { GroupCommit } from './group-commit.ts';
import type { ImageStore } from './image-store.ts';
import type { ImageTable } from './image-table.ts';
import type { UploadTable } from './upload-table.ts';

/** Uploads: bytes in files, records in a table. A file comes before its record and goes after it. */
export function createUploadPieces(options: {
  table: UploadTable;
  files: UploadFiles;
  commits: GroupCommit;
  lock: KeyedLock;
  images: { table: ImageTable; store: ImageStore };
}): UploadStorage & { sweep(): Promise<void> } {
  const { table, files, commits, lock, images } = options;

  async function commit(uploadId: string, image: Image): Promise<UploadRecord | undefined> {
    const upload = table.read(uploadId);
    if (!upload || upload.imageId !== undefined) return upload;
    const facts = await files.seal(uploadId);
    if (!facts) return undefined;
    const committed = await images.store.place({ path: files.pathOf(uploadId), facts }, image, () => {
      images.table.grant(upload.caller, image.id);
      return table.change(uploadId, (current) => ({ ...current, imageId: image.id }));
    });
    await files.remove(uploadId);
    return committed;
  }

  return {
    async createUpload(upload) {
      await files.create(upload.id);
      try {
        await commits.write(() => table.put(upload));
      } catch (error) {
        await files.remove(upload.id).catch(() => undefined);
        throw error;
      }
    },
    readUpload: async (uploadId) => table.read(uploadId),
    changeUpload: (uploadId, change) => commits.write(() => table.change(uploadId, change)),
    deleteUpload: (uploadId) =>
      lock(uploadId, async () => {
        await commits.write(() => table.remove(uploadId));
        await files.remove(uploadId);
      }),
    listExpiredUploads: async (now) => table.expired(now),
    async writeUploadBytes(uploadId, offset, data) {
      if (table.read(uploadId)?.imageId !== undefined) return;
      if (!(await files.write(uploadId, offset, data))) throw new AppError('UPLOAD_NOT_FOUND');
    },
    readUploadBytes: files.read,
    commitUpload: (uploadId, image) => lock(uploadId, () => commit(uploadId, image)),
    /** Removes files without record: what a process left that died in between. */
    async sweep() {
      for (const uploadId of await files.list()) {
        const upload = table.read(uploadId);
        if (!upload || upload.imageId !== undefined) await files.remove(uploadId);
      }
    },
  };
}
