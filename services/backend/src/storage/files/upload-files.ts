import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readBytes, syncDirectory, writeBytes } from './file-bytes.ts';
import { type FileFacts, fileFacts } from './file-facts.ts';
import { guarded } from './guarded.ts';
import { openThere } from './open-there.ts';

/** The bytes of pictures on their way in, a file each. Every method throws AppError STORAGE_FULL or STORAGE_UNAVAILABLE. */
export interface UploadFiles {
  /** Makes an empty file, durably. */
  create(uploadId: string): Promise<void>;
  /** Writes bytes at an offset and resolves when they are durable. False: there is no such file. */
  write(uploadId: string, offset: number, data: Uint8Array): Promise<boolean>;
  /** All bytes, in pieces of 256 KiB. */
  read(uploadId: string): AsyncIterable<Uint8Array>;
  /** Makes all bytes durable. Undefined: there is no such file. */
  seal(uploadId: string): Promise<FileFacts | undefined>;
  /** Harmless when there is none. */
  remove(uploadId: string): Promise<void>;
  list(): Promise<string[]>;
  pathOf(uploadId: string): string;
}

/** Opens, or makes, the directory of the uploads' files. */
export async function openUploadFiles(directory: string): Promise<UploadFiles> {
  const pathOf = (uploadId: string): string => {
    if (!/^[\w-]+$/.test(uploadId)) throw new Error('an upload id must be letters, digits and hyphens');
    return join(directory, uploadId);
  };
  await guarded(() => mkdir(directory, { recursive: true }));
  return {
    pathOf,
    create: (uploadId) =>
      guarded(async () => {
        await (await open(pathOf(uploadId), 'wx')).close();
        await syncDirectory(directory);
      }),
    write: (uploadId, offset, data) =>
      guarded(async () => {
        const file = await openThere(pathOf(uploadId), 'r+');
        if (!file) return false;
        try {
          await writeBytes(file, offset, data);
          await file.datasync();
          return true;
        } finally {
          await file.close();
        }
      }),
    async *read(uploadId) {
      const file = await guarded(() => open(pathOf(uploadId), 'r'));
      try {
        const { sizeBytes } = await fileFacts(file);
        yield* readBytes(file, 0, sizeBytes);
      } finally {
        await file.close();
      }
    },
    seal: (uploadId) =>
      guarded(async () => {
        const file = await openThere(pathOf(uploadId), 'r+');
        if (!file) return undefined;
        try {
          await file.datasync();
          return await fileFacts(file);
        } finally {
          await file.close();
        }
      }),
    remove: (uploadId) => guarded(() => rm(pathOf(uploadId), { force: true })),
    list: () => guarded(() => readdir(directory)),
  };
}
