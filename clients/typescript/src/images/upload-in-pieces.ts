import { Status } from 'nice-grpc-common';
import type { Image } from '#proto/common/v1/image.ts';
import type { Upload } from '#proto/common/v1/upload.ts';
import { startDeadline } from '../calls/deadline.ts';
import { createPatience } from '../calls/patience.ts';
import { present } from '../calls/present.ts';
import { reach } from '../calls/reach.ts';
import { isTransient, toNanococoaError } from '../calls/to-error.ts';
import type { Wire } from '../calls/wire.ts';
import type { Platform } from '../platform/platform.ts';
import type { ByteSource } from './byte-source.ts';
import { PIECE_BYTES, PIECE_TIMEOUT_MS, PIECES_IN_FLIGHT } from './limits.ts';
import type { UploadOptions } from './upload-options.ts';

type PiecesWire = Wire<'createUpload' | 'appendUpload' | 'getUpload'>;

interface PiecesOptions extends Pick<UploadOptions, 'giveUpMs' | 'onProgress' | 'onCreated' | 'resume'> {
  signal: AbortSignal;
}

/**
 * Uploads a picture in unary pieces, several at a time. When the connection breaks it asks how much has arrived and
 * goes on from there. Throws NanococoaError when the server refuses the picture.
 */
export async function uploadInPieces(
  wire: PiecesWire,
  platform: Pick<Platform, 'createDigest'>,
  source: ByteSource,
  o: PiecesOptions,
): Promise<Image> {
  const { signal, giveUpMs } = o;
  const sha256 = await digestOf(platform, source, signal);
  const patience = createPatience(wire.retry, giveUpMs);
  let upload = await begin();
  if (upload.image !== undefined) return upload.image;
  for (;;) {
    const committedBefore = upload.committedSizeBytes;
    let trouble = toNanococoaError(new Error('The last piece was answered without an image.'));
    try {
      const image = await sendFrom(wire, source, upload, o);
      if (image !== undefined) return image;
    } catch (error) {
      signal.throwIfAborted();
      trouble = toNanococoaError(error);
      // Too far ahead is cured like a lost connection: by asking how much there is.
      const isCurable = isTransient(error) || ASK_AGAIN.includes(trouble.code);
      if (!isCurable) throw trouble;
    }
    upload = await current(upload.id);
    if (upload.image !== undefined) return upload.image;
    if (upload.committedSizeBytes > committedBefore) patience.heard();
    await patience.wait(trouble, signal);
  }

  async function begin(): Promise<Upload> {
    if (o.resume === undefined) return create();
    const known = await current(o.resume.uploadId);
    return known.sha256 === sha256 && known.sizeBytes === source.sizeBytes ? known : create();
  }

  async function create(): Promise<Upload> {
    const request = { sizeBytes: source.sizeBytes, sha256 };
    const answer = await reach(wire.retry, (options) => wire.rpc.createUpload(request, options), o);
    const created = present(answer.upload, 'upload');
    o.onCreated?.(created.id);
    return created;
  }

  async function current(uploadId: string): Promise<Upload> {
    try {
      const answer = await reach(wire.retry, (options) => wire.rpc.getUpload({ uploadId }, options), o);
      return present(answer.upload, 'upload');
    } catch (error) {
      // It expired while the machine was asleep.
      if (!signal.aborted && toNanococoaError(error).code === Status.NOT_FOUND) return create();
      throw error;
    }
  }
}

/** Too far ahead; a piece that took too long; an upload that has expired. */
const ASK_AGAIN: Status[] = [Status.OUT_OF_RANGE, Status.DEADLINE_EXCEEDED, Status.NOT_FOUND];

/** Sends everything from the committed size on, and at least the last piece; gives the Image if told of it. */
async function sendFrom(
  wire: PiecesWire,
  source: ByteSource,
  upload: Upload,
  o: PiecesOptions,
): Promise<Image | undefined> {
  const totalBytes = source.sizeBytes;
  const lastOffset = Math.max(0, Math.ceil(totalBytes / PIECE_BYTES) - 1) * PIECE_BYTES;
  let nextOffset = Math.min(upload.committedSizeBytes, lastOffset);
  let sentBytes = nextOffset;
  let image: Image | undefined;
  const stop = new AbortController();
  const signal = AbortSignal.any([o.signal, stop.signal]);
  o.onProgress?.({ sentBytes, totalBytes });

  async function sendPieces(): Promise<void> {
    while (nextOffset < totalBytes) {
      const offset = nextOffset;
      nextOffset += PIECE_BYTES;
      const data = await source.read(offset, offset + PIECE_BYTES);
      const answer = await sendPiece({ uploadId: upload.id, offset, data });
      sentBytes += data.byteLength;
      image ??= answer.upload?.image;
      o.onProgress?.({ sentBytes, totalBytes });
    }
  }

  async function sendPiece(request: { uploadId: string; offset: number; data: Uint8Array }) {
    const deadline = startDeadline(wire.retry.clock, { signal, deadlineMs: PIECE_TIMEOUT_MS });
    try {
      return await wire.rpc.appendUpload(request, deadline.rpcOptions());
    } catch (error) {
      deadline.throwIfOver(error);
      throw error;
    } finally {
      deadline.stop();
    }
  }

  try {
    await Promise.all(Array.from({ length: PIECES_IN_FLIGHT }, sendPieces));
  } finally {
    stop.abort();
  }
  return image;
}

async function digestOf(
  platform: Pick<Platform, 'createDigest'>,
  source: ByteSource,
  signal: AbortSignal,
): Promise<string> {
  const digest = await platform.createDigest();
  for (let offset = 0; offset < source.sizeBytes; offset += PIECE_BYTES) {
    digest.update(await source.read(offset, offset + PIECE_BYTES));
    signal.throwIfAborted();
  }
  return digest.hex();
}
