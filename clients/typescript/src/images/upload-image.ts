import type { Image } from '#proto/common/v1/image.ts';
import { startDeadline } from '../calls/deadline.ts';
import { isTransient, toNanococoaError } from '../calls/to-error.ts';
import type { Wire } from '../calls/wire.ts';
import type { Platform } from '../platform/platform.ts';
import type { UploadSource } from './byte-source.ts';
import { uploadAsStream } from './upload-as-stream.ts';
import { uploadInPieces } from './upload-in-pieces.ts';
import type { UploadOptions } from './upload-options.ts';

export interface UploadDependencies {
  wire: Wire<'uploadImage' | 'createUpload' | 'appendUpload' | 'getUpload'>;
  platform: Pick<Platform, 'openSource' | 'createDigest'>;
  /** Larger pictures go in pieces. */
  maxStreamedBytes: number;
}

/**
 * Brings a picture to the server: as a stream if it is not too large for one, else, or when the stream breaks, in
 * pieces, which are resumed wherever they stopped.
 *
 * @throws NanococoaError such as IMAGE_TYPE_UNSUPPORTED when the server refuses it
 */
export async function uploadImage(
  { wire, platform, maxStreamedBytes }: UploadDependencies,
  source: UploadSource,
  options: UploadOptions,
): Promise<Image> {
  const deadline = startDeadline(wire.retry.clock, options);
  const bytes = await platform.openSource(source);
  try {
    if (options.resume === undefined && bytes.sizeBytes <= maxStreamedBytes) {
      try {
        return await uploadAsStream(wire, platform, bytes, deadline.rpcOptions(), options.onProgress);
      } catch (error) {
        deadline.throwIfOver(error);
        if (!isTransient(error)) throw toNanococoaError(error);
      }
    }
    return await uploadInPieces(wire, platform, bytes, { ...options, signal: deadline.signal });
  } catch (error) {
    deadline.throwIfOver(error);
    throw error;
  } finally {
    deadline.stop();
    await bytes.close();
  }
}
