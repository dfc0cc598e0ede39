import type { Rendition } from '@nanococoa/proto/common/v1/image.ts';
import { Status } from 'nice-grpc-common';
import { backOff } from './back-off.ts';
import type { FrontendClient } from './client.ts';
import { sha256Of } from './digest.ts';
import { ApiError, isTransient, toApiError } from './errors.ts';

export type DownloadClient = Pick<FrontendClient, 'downloadImage'>;

export interface DownloadOptions {
  signal: AbortSignal;
  /** A smaller or otherwise encoded copy. */
  rendition?: Rendition;
}

/**
 * An image's bytes, checked against the digest that the server sends last. A broken connection is
 * resumed at the byte where it broke, until the signal aborts.
 */
export async function downloadImage(
  client: DownloadClient,
  imageId: string,
  { signal, rendition }: DownloadOptions,
): Promise<Blob> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let offset = 0;
  let mediaType = rendition?.mediaType ?? '';
  for (let attempt = 1; ; attempt++) {
    try {
      const request = { imageId, offset, rendition };
      let sha256 = '';
      for await (const { chunk } of client.downloadImage(request, { signal })) {
        if (chunk === undefined) continue;
        mediaType = chunk.image?.mediaType || mediaType;
        sha256 = chunk.sha256 || sha256;
        if (chunk.data.byteLength === 0) continue;
        if (chunk.offset !== offset) throw damaged(`a piece at ${chunk.offset} instead of ${offset}`);
        pieces.push(new Uint8Array(chunk.data));
        offset += chunk.data.byteLength;
        attempt = 1;
      }
      const blob = new Blob(pieces, { type: mediaType });
      if ((await sha256Of(blob, signal)) !== sha256) throw damaged('another digest than announced');
      return blob;
    } catch (error) {
      signal.throwIfAborted();
      if (!isTransient(error)) throw toApiError(error);
      await backOff(attempt, signal);
    }
  }
}

function damaged(what: string): ApiError {
  return new ApiError({ code: Status.DATA_LOSS, reason: 'DOWNLOAD_DAMAGED', message: `Received ${what}.` });
}
