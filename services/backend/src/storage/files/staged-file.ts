import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeBytes } from './file-bytes.ts';
import { type FileFacts, fileFacts } from './file-facts.ts';
import { guarded } from './guarded.ts';

/** A file on its way in. Every method throws AppError STORAGE_FULL or STORAGE_UNAVAILABLE. */
export interface StagedFile {
  readonly path: string;
  /** Appends bytes; resolves when they are handed to the system. */
  write(bytes: Uint8Array): Promise<void>;
  /** Makes the bytes durable and closes the file. The same call again gives the same. */
  seal(): Promise<FileFacts>;
  /** Removes the file. Harmless when it is gone. */
  discard(): Promise<void>;
}

/** Makes a new file in a directory. */
export async function createStagedFile(directory: string): Promise<StagedFile> {
  const path = join(directory, randomUUID());
  const handle = await guarded(() => open(path, 'wx'));
  let sizeBytes = 0;
  let sealed: Promise<FileFacts> | undefined;
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closed ??= handle.close();
    return closed;
  };
  const sync = async (): Promise<FileFacts> => {
    await handle.datasync();
    const facts = await fileFacts(handle);
    await close();
    return facts;
  };
  return {
    path,
    write: (bytes) =>
      guarded(async () => {
        const offset = sizeBytes;
        sizeBytes += bytes.length;
        await writeBytes(handle, offset, bytes);
      }),
    seal() {
      sealed ??= guarded(sync);
      return sealed;
    },
    discard: () =>
      guarded(async () => {
        await close();
        await rm(path, { force: true });
      }),
  };
}
