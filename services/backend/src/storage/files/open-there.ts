import { type FileHandle, open } from 'node:fs/promises';

/** Opens a file that is there; undefined: it is not. */
export async function openThere(path: string, flags: 'r' | 'r+'): Promise<FileHandle | undefined> {
  try {
    return await open(path, flags);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
