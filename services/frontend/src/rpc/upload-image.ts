import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { MAX_IMAGE_BYTES } from '@nanococoa/common/limits/image-limits.ts';
import type { Context } from '@nanococoa/common/rpc/context.ts';
import type { ImageChunk } from '@nanococoa/proto/common/v1/image.ts';
import type { UploadImageRequest } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import type { Dependencies } from '../dependencies.ts';
import { storeIncoming } from '../images/store-incoming.ts';
import { invalid } from '../requests/present.ts';

/**
 * UploadImage: the bytes pass through to the Backend's staging and, beside it, to the picture checker. They
 * become an image only when digest, kind and limits are right.
 */
export function uploadImage(dependencies: Dependencies) {
  return async (request: AsyncIterable<UploadImageRequest>, context: Context) => {
    const chunks = chunksOf(request);
    const first = await chunks.next();
    if (first.done) {
      throw new AppError('MESSAGE_MISSING', {
        fields: [{ field: 'chunk.image', description: 'is missing: the stream is empty' }],
      });
    }
    checkFirst(first.value);
    const image = await storeIncoming(dependencies, context, withFirst(first.value, chunks));
    return { image };
  };
}

/** What can be refused before a byte is taken in. */
function checkFirst({ image }: ImageChunk): void {
  if (!image) throw invalid('chunk.image', 'is missing in the first message');
  if (image.sizeBytes < 1) {
    throw invalid('chunk.image.size_bytes', `is ${image.sizeBytes}; must be 1 to ${MAX_IMAGE_BYTES}`);
  }
  if (image.sizeBytes > MAX_IMAGE_BYTES) {
    const description = `is ${image.sizeBytes}; must be 1 to ${MAX_IMAGE_BYTES}`;
    throw new AppError('IMAGE_TOO_LARGE', { fields: [{ field: 'chunk.image.size_bytes', description }] });
  }
}

async function* chunksOf(request: AsyncIterable<UploadImageRequest>): AsyncGenerator<ImageChunk, undefined> {
  for await (const { chunk } of request) {
    if (!chunk) throw invalid('chunk', 'is missing');
    yield chunk;
  }
}

async function* withFirst(first: ImageChunk, rest: AsyncIterable<ImageChunk>): AsyncGenerator<ImageChunk> {
  yield first;
  yield* rest;
}
