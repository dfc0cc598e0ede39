import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

export interface HashOptions {
  signal?: AbortSignal | undefined;
  /** Called with the bytes read so far. */
  onProgress?: ((doneBytes: number) => void) | undefined;
}

/** SHA-256 of a file's content, lower-case hexadecimal. Reads it piece by piece. */
export async function hashFile(path: string, { signal, onProgress }: HashOptions = {}): Promise<string> {
  const hash = createHash('sha256');
  let doneBytes = 0;
  const stream = createReadStream(path, { highWaterMark: 1 << 20 });
  await pipeline(
    stream,
    async (pieces: AsyncIterable<Buffer>) => {
      for await (const piece of pieces) {
        hash.update(piece);
        doneBytes += piece.length;
        onProgress?.(doneBytes);
      }
    },
    { signal },
  );
  return hash.digest('hex');
}
