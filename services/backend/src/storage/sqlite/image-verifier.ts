import type { FileHandle } from 'node:fs/promises';
import { createStreamHash } from '@nanococoa/common/chunks/stream-hash.ts';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { ErrorReason } from '@nanococoa/common/errors/error-table.ts';
import { readBytes } from '../files/file-bytes.ts';
import { fileFacts } from '../files/file-facts.ts';
import type { ImageFiles } from '../files/image-files.ts';
import type { GroupCommit } from './group-commit.ts';
import type { ImageTable } from './image-table.ts';

const NOT_WHOLE: ReadonlySet<ErrorReason> = new Set(['IMAGE_DAMAGED', 'IMAGE_NOT_FOUND']);

/** Finds images whose file is not what was stored. To be called while the image is locked. */
export interface ImageVerifier {
  /**
   * Opens an image's file if it has the size and the time that it was stored with. A file with another time (restored
   * from a backup, or damaged) is read and hashed once.
   * @throws AppError IMAGE_NOT_FOUND, IMAGE_DAMAGED
   */
  openWhole(imageId: string): Promise<{ file: FileHandle; sizeBytes: number }>;
  /** Whether `openWhole` would give the file. `mustHash`: it is read, whatever its time says. */
  isWhole(imageId: string, options: { mustHash: boolean }): Promise<boolean>;
  /** Notes that an image is damaged and gives the error that says so. */
  damaged(imageId: string): Promise<AppError>;
}

export function createImageVerifier(options: {
  table: ImageTable;
  files: ImageFiles;
  commits: GroupCommit;
}): ImageVerifier {
  const { table, files, commits } = options;

  async function damaged(imageId: string): Promise<AppError> {
    // A disk that cannot be written does not make the bytes right.
    await commits.write(() => table.noteDamage(imageId)).catch(() => undefined);
    return new AppError('IMAGE_DAMAGED', { metadata: { image_id: imageId } });
  }

  async function openWhole(
    imageId: string,
    { mustHash = false } = {},
  ): Promise<{ file: FileHandle; sizeBytes: number }> {
    const record = table.record(imageId);
    if (!record) throw new AppError('IMAGE_NOT_FOUND');
    const file = await files.open(imageId);
    if (!file) throw await damaged(imageId);
    try {
      const { sizeBytes, timeUs } = await fileFacts(file);
      const isKnown = !mustHash && timeUs === record.fileTimeUs;
      if (sizeBytes !== record.sizeBytes) throw await damaged(imageId);
      if (!isKnown && (await sha256Of(file, sizeBytes)) !== imageId) throw await damaged(imageId);
      if (timeUs !== record.fileTimeUs) await commits.write(() => table.noteFileTime(imageId, timeUs));
      return { file, sizeBytes };
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  return {
    damaged,
    openWhole,
    async isWhole(imageId, check) {
      try {
        const { file } = await openWhole(imageId, check);
        await file.close();
        return true;
      } catch (error) {
        if (error instanceof AppError && NOT_WHOLE.has(error.reason)) return false;
        throw error;
      }
    },
  };
}

async function sha256Of(file: FileHandle, sizeBytes: number): Promise<string> {
  const hash = createStreamHash();
  for await (const piece of readBytes(file, 0, sizeBytes)) await hash.update(piece);
  return hash.digest();
}
