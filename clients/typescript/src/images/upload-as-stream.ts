import type { Image, ImageChunk } from '#proto/common/v1/image.ts';
import type { RpcOptions } from '../calls/deadline.ts';
import { present } from '../calls/present.ts';
import type { Wire } from '../calls/wire.ts';
import type { Platform } from '../platform/platform.ts';
import type { ByteSource } from './byte-source.ts';
import { CHUNK_BYTES } from './limits.ts';
import type { UploadOptions } from './upload-options.ts';

/** Uploads a picture by one UploadImage call. Throws what the call throws. */
export async function uploadAsStream(
  wire: Wire<'uploadImage'>,
  platform: Pick<Platform, 'createDigest'>,
  source: ByteSource,
  options: RpcOptions,
  onProgress: UploadOptions['onProgress'],
): Promise<Image> {
  async function* requests() {
    for await (const chunk of chunksOf(platform, source, onProgress)) yield { chunk };
  }
  const { image } = await wire.rpc.uploadImage(requests(), options);
  return present(image, 'image');
}

/** The chunks of a picture: the first one tells its size, the last one its digest. */
export async function* chunksOf(
  platform: Pick<Platform, 'createDigest'>,
  source: ByteSource,
  onProgress: UploadOptions['onProgress'],
): AsyncGenerator<ImageChunk> {
  const { sizeBytes } = source;
  const digest = await platform.createDigest();
  yield { image: imageOf(sizeBytes), offset: 0, data: NOTHING, sha256: '' };
  for (let offset = 0; offset < sizeBytes; offset += CHUNK_BYTES) {
    onProgress?.({ sentBytes: offset, totalBytes: sizeBytes });
    const data = await source.read(offset, offset + CHUNK_BYTES);
    digest.update(data);
    yield { image: undefined, offset, data, sha256: '' };
  }
  onProgress?.({ sentBytes: sizeBytes, totalBytes: sizeBytes });
  yield { image: undefined, offset: sizeBytes, data: NOTHING, sha256: digest.hex() };
}

const NOTHING = new Uint8Array(0);

/** All that is known of a picture before the server has looked at it. */
function imageOf(sizeBytes: number): Image {
  return { id: '', mediaType: '', width: 0, height: 0, sizeBytes, hasAlpha: false, createTime: undefined };
}
