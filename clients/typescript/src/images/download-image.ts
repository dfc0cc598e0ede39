import type { Image, Rendition } from '#proto/common/v1/image.ts';
import type { CallOptions } from '../calls/call-options.ts';
import { createChunkVerifier } from '../calls/chunk-verifier.ts';
import { resumeStream } from '../calls/resume-stream.ts';
import type { Wire } from '../calls/wire.ts';
import type { Platform } from '../platform/platform.ts';

export interface DownloadProgress {
  receivedBytes: number;
  /** Size of the whole, bytes; 0 while it is not known. */
  totalBytes: number;
}

export interface DownloadOptions extends CallOptions {
  /** A smaller or otherwise encoded copy: `{ width: 640, mediaType: 'image/webp' }`; what is left out stays. */
  rendition?: Partial<Rendition> | undefined;
  onProgress?: ((progress: DownloadProgress) => void) | undefined;
}

export interface DownloadDependencies {
  wire: Wire<'downloadImage'>;
  platform: Pick<Platform, 'createDigest'>;
}

/** A piece of a picture, and what is known of the whole. */
export interface DownloadPiece {
  data: Uint8Array;
  image: Image | undefined;
}

/**
 * A picture's bytes, in order, each once. A broken connection is resumed at the byte where it broke. The end comes only
 * when the whole has the digest that the server announced; else it throws NanococoaError DOWNLOAD_DAMAGED.
 */
export async function* downloadImage(
  { wire, platform }: DownloadDependencies,
  imageId: string,
  options: DownloadOptions,
): AsyncGenerator<DownloadPiece, void> {
  const { rendition, onProgress } = options;
  const verifier = await createChunkVerifier(platform);
  let image: Image | undefined;
  const pieces = resumeStream(wire, options, async function* (rpcOptions, heard) {
    const request = { imageId, offset: verifier.offset, rendition };
    for await (const { chunk } of wire.rpc.downloadImage(request, rpcOptions)) {
      heard();
      if (!chunk) continue;
      image ??= chunk.image;
      yield verifier.push(chunk);
    }
  });
  for await (const data of pieces) {
    const { offset, isComplete } = verifier;
    if (data.byteLength > 0) {
      onProgress?.({ receivedBytes: offset, totalBytes: image?.sizeBytes ?? 0 });
      yield { data, image };
    }
    if (isComplete) return;
  }
}

/** All of a picture. */
export async function downloadBlob(
  dependencies: DownloadDependencies,
  imageId: string,
  options: DownloadOptions,
): Promise<Blob> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let type = options.rendition?.mediaType ?? '';
  for await (const { data, image } of downloadImage(dependencies, imageId, options)) {
    type = image?.mediaType || type;
    pieces.push(data as Uint8Array<ArrayBuffer>);
  }
  return new Blob(pieces, { type });
}

/** A picture's bytes as a web stream, which fails at its end when they are not what the server has. */
export function downloadStream(
  dependencies: DownloadDependencies,
  imageId: string,
  options: DownloadOptions,
): ReadableStream<Uint8Array> {
  const left = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, left.signal]) : left.signal;
  const pieces = downloadImage(dependencies, imageId, { ...options, signal });
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(value.data);
      },
      async cancel() {
        left.abort();
        await pieces.return().catch(() => {});
      },
    },
    // Nothing is fetched before somebody reads.
    { highWaterMark: 0 },
  );
}
