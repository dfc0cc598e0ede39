import { Status } from 'nice-grpc-common';
import { NanococoaError } from '../calls/nanococoa-error.ts';
import { MAX_IMAGE_BYTES } from './limits.ts';

/**
 * A picture to send: its bytes, a Blob or File, or a stream of its bytes (a web stream, or in Node a readable one),
 * which is kept in memory so that it can be sent again. In Node a string or a file: URL is the path of a file.
 */
export type UploadSource =
  | Blob
  | ArrayBuffer
  | Uint8Array
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array>
  | string
  | URL;

/** Bytes that can be read at any place, as often as need be. */
export interface ByteSource {
  sizeBytes: number;
  /** The bytes from `start` to before `end`. */
  read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>>;
  close(): Promise<void>;
}

/** A source of bytes in memory or in a Blob. */
function blobSource(blob: Blob): ByteSource {
  return {
    sizeBytes: blob.size,
    read: async (start, end) => new Uint8Array(await blob.slice(start, end).arrayBuffer()),
    close: async () => {},
  };
}

/** Makes anything but a path readable at any place. */
export async function openBytes(source: Exclude<UploadSource, string | URL>): Promise<ByteSource> {
  if (source instanceof Blob) return blobSource(source);
  if (source instanceof ArrayBuffer) return blobSource(new Blob([source]));
  if (source instanceof Uint8Array) return blobSource(new Blob([source as Uint8Array<ArrayBuffer>]));
  return blobSource(await collect('getReader' in source ? readAll(source) : source));
}

async function collect(pieces: AsyncIterable<Uint8Array>): Promise<Blob> {
  const kept: Uint8Array<ArrayBuffer>[] = [];
  let sizeBytes = 0;
  for await (const piece of pieces) {
    sizeBytes += piece.byteLength;
    if (sizeBytes > MAX_IMAGE_BYTES) {
      throw new NanococoaError({
        code: Status.INVALID_ARGUMENT,
        reason: 'IMAGE_TOO_LARGE',
        message: `The picture is larger than ${MAX_IMAGE_BYTES} bytes.`,
      });
    }
    kept.push(piece as Uint8Array<ArrayBuffer>);
  }
  return new Blob(kept);
}

/** Not every browser can iterate a stream. */
async function* readAll(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}
