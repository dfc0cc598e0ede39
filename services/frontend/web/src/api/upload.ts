import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import type { Upload } from '@nanococoa/proto/common/v1/upload.ts';
import { Status } from 'nice-grpc-common';
import { backOff, untilReachable } from './back-off.ts';
import type { FrontendClient } from './client.ts';
import { sha256Of } from './digest.ts';
import { ApiError, isTransient, toApiError } from './errors.ts';

export type UploadClient = Pick<FrontendClient, 'createUpload' | 'appendUpload' | 'getUpload'>;

export interface UploadOptions {
  signal: AbortSignal;
  /** Hears how many bytes the server has acknowledged, of `file.size`. */
  onProgress?: (sentBytes: number) => void;
}

const PIECE_BYTES = 1024 * 1024;
/** A plain HTTP/1.1 page has six connections: three pieces, one watch, and room for the rest. */
const PIECES_IN_FLIGHT = 3;

/**
 * Uploads a picture in unary pieces. When the connection breaks it asks how much has arrived and goes
 * on from there, until the signal aborts. Throws ApiError when the server refuses the picture.
 */
export async function uploadImage(client: UploadClient, file: Blob, o: UploadOptions): Promise<Image> {
  const { signal } = o;
  const sha256 = await sha256Of(file, signal);
  let upload = await create();
  for (let attempt = 1; ; attempt++) {
    const committedBefore = upload.committedSizeBytes;
    try {
      const image = await sendFrom(client, file, upload, o);
      if (image !== undefined) return image;
    } catch (error) {
      // Too far ahead is cured like a lost connection: by asking how much there is.
      if (!isTransient(error) && toApiError(error).code !== Status.OUT_OF_RANGE) throw toApiError(error);
    }
    upload = await current(upload.id);
    if (upload.image !== undefined) return upload.image;
    if (upload.committedSizeBytes > committedBefore) attempt = 1;
    await backOff(attempt, signal);
  }

  async function create(): Promise<Upload> {
    const request = { sizeBytes: file.size, sha256 };
    return present((await untilReachable(() => client.createUpload(request, { signal }), signal)).upload);
  }

  async function current(uploadId: string): Promise<Upload> {
    try {
      return present((await untilReachable(() => client.getUpload({ uploadId }, { signal }), signal)).upload);
    } catch (error) {
      // It expired while the machine was asleep.
      if (toApiError(error).code === Status.NOT_FOUND) return create();
      throw toApiError(error);
    }
  }
}

/** Sends everything from the committed size on, and at least the last piece; gives the Image if told of it. */
async function sendFrom(
  client: UploadClient,
  file: Blob,
  upload: Upload,
  o: UploadOptions,
): Promise<Image | undefined> {
  const lastOffset = Math.max(0, Math.ceil(file.size / PIECE_BYTES) - 1) * PIECE_BYTES;
  let nextOffset = Math.min(upload.committedSizeBytes, lastOffset);
  let sentBytes = nextOffset;
  let image: Image | undefined;
  const stop = new AbortController();
  const signal = AbortSignal.any([o.signal, stop.signal]);
  o.onProgress?.(sentBytes);

  async function sendPieces(): Promise<void> {
    while (nextOffset < file.size) {
      const offset = nextOffset;
      nextOffset += PIECE_BYTES;
      const data = new Uint8Array(await file.slice(offset, offset + PIECE_BYTES).arrayBuffer());
      const answer = await client.appendUpload({ uploadId: upload.id, offset, data }, { signal });
      sentBytes += data.byteLength;
      image ??= answer.upload?.image;
      o.onProgress?.(sentBytes);
    }
  }

  try {
    await Promise.all(Array.from({ length: PIECES_IN_FLIGHT }, sendPieces));
  } finally {
    stop.abort();
  }
  return image;
}

function present(upload: Upload | undefined): Upload {
  if (upload === undefined) {
    throw new ApiError({ code: Status.INTERNAL, reason: 'INTERNAL', message: 'The answer has no upload.' });
  }
  return upload;
}
