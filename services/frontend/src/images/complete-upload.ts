import { createChunkOrder } from '@nanococoa/common/chunks/chunk-order.ts';
import { digestMismatch } from '@nanococoa/common/chunks/digest-mismatch.ts';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { Context } from '@nanococoa/common/rpc/context.ts';
import { downstream } from '@nanococoa/common/rpc/downstream.ts';
import { Image } from '@nanococoa/proto/common/v1/image.ts';
import type { Upload } from '@nanococoa/proto/common/v1/upload.ts';
import { Status } from 'nice-grpc';
import type { Dependencies } from '../dependencies.ts';
import { present } from '../requests/present.ts';
import type { WorkOrigin } from './joiner.ts';

/**
 * The upload, with its image if all of it has arrived: the bytes are then read back from the Backend, checked,
 * and made an image. Bytes that are no picture are dropped with their upload.
 *
 * @throws AppError DIGEST_MISMATCH, of the chunk order, of the picture checker, or the Backend's
 */
export async function completeUpload(
  dependencies: Dependencies,
  context: Context,
  given: Upload | undefined,
): Promise<Upload> {
  const upload = present(given, 'an upload');
  if (upload.image || upload.committedSizeBytes < upload.sizeBytes) return upload;
  return dependencies.completions.join(upload.id, context, (origin) => finish(dependencies, origin, upload));
}

async function finish(dependencies: Dependencies, origin: WorkOrigin, upload: Upload): Promise<Upload> {
  const { backend } = dependencies;
  const uploadId = upload.id;
  try {
    const image = await check(dependencies, origin, upload);
    const finished = await backend.finishUpload({ uploadId, image }, downstream(origin));
    return present(finished.upload, 'an upload');
  } catch (error) {
    // Only a fault of the bytes drops them; after a fault of ours the next call tries again.
    if (error instanceof AppError && error.code === Status.INVALID_ARGUMENT) {
      await backend.finishUpload({ uploadId }, downstream(origin));
    }
    throw error;
  }
}

async function check(
  { backend, pictures }: Dependencies,
  origin: WorkOrigin,
  upload: Upload,
): Promise<Image> {
  await using picture = await pictures.receive('data');
  const order = createChunkOrder();
  let sha256 = '';
  for await (const { chunk } of backend.readUpload({ uploadId: upload.id }, downstream(origin))) {
    await picture.write(order.push(present(chunk, 'a chunk')));
    // The last one has the digest of what the Backend has read: there is no need to compute it again.
    sha256 = chunk?.sha256 ?? '';
  }
  const sizeBytes = order.end();
  if (upload.sha256 !== '' && upload.sha256 !== sha256) throw digestMismatch('sha256', sha256);
  const facts = await picture.inspect(origin.signal);
  return Image.fromPartial({ ...facts, id: sha256, sizeBytes });
}
