import type { FileHandle } from 'node:fs/promises';

/** What tells, without reading a file, whether somebody has touched it since. */
export interface FileFacts {
  sizeBytes: number;
  /** When its bytes were last written, microseconds since 1970. */
  timeUs: number;
}

/** Facts of an open file. */
export async function fileFacts(file: FileHandle): Promise<FileFacts> {
  const { size, mtimeMs } = await file.stat();
  return { sizeBytes: size, timeUs: Math.round(mtimeMs * 1000) };
}
