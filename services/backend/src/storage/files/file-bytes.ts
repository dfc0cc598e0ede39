import { type FileHandle, open } from 'node:fs/promises';
import { CHUNK_BYTES } from '@nanococoa/common/limits/image-limits.ts';
import { guarded } from './guarded.ts';

/** Writes all of `data` at an offset of a file. */
export async function writeBytes(file: FileHandle, offset: number, data: Uint8Array): Promise<void> {
  for (let done = 0; done < data.length; ) {
    const { bytesWritten } = await file.write(data, done, data.length - done, offset + done);
    done += bytesWritten;
  }
}

/**
 * A file's bytes from `offset` to `end`, in pieces of 256 KiB; fewer where the file is shorter. The next piece is read
 * while the one before is being used, never more than one ahead.
 */
export async function* readBytes(file: FileHandle, offset: number, end: number): AsyncGenerator<Uint8Array> {
  let position = offset;
  const readNext = (): Promise<Uint8Array> => {
    const sizeBytes = Math.min(CHUNK_BYTES, end - position);
    const start = position;
    position += sizeBytes;
    return guarded(() => readPiece(file, start, sizeBytes));
  };
  let next = readNext();
  try {
    for (;;) {
      const piece = await next;
      if (piece.length === 0) return;
      next = readNext();
      yield piece;
    }
  } finally {
    // Who leaves early closes the file: not under a read that is under way.
    await next.catch(() => undefined);
  }
}

/** A new name in a directory is durable only when the directory is. */
export async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

async function readPiece(file: FileHandle, offset: number, sizeBytes: number): Promise<Uint8Array> {
  const piece = Buffer.allocUnsafeSlow(sizeBytes);
  let done = 0;
  while (done < sizeBytes) {
    const { bytesRead } = await file.read(piece, done, sizeBytes - done, offset + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return piece.subarray(0, done);
}
