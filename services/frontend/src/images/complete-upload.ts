import { createChunkVerifier } from '@nanococoa/common/chunks/chunk-verifier.ts';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { Context } from '@nanococoa/common/rpc/context.ts';
import { downstream } from '@nanococoa/common/rpc/downstream.ts';
import { Image } from '@nanococoa/proto/common/v1/image.ts';
import type { Upload } from '@nanococoa/proto/common/v1/upload.ts';
import { Status } from 'nice-grpc';
import type { Dependencies } from '../dependencies.ts';
import { PICTURE_WORK_TIMEOUT_MS } from '../limits.ts';
import { present } from '../requests/present.ts';

/**
 * The upload, with its image if all of it has arrived: the bytes are then read back from the Backend, checked,
 * and made an image. Bytes that are no picture are dropped with their upload.
 *
 * @throws AppError of the chunk verifier, of the picture checker, or the Backend's
 */
export async function completeUpload(
  dependencies: Dependencies,
  context: Context,
  given: Upload | undefined,
): Promise<Upload> {
  const upload = present(given, 'an upload');
  if (upload.image || upload.committedSizeBytes < upload.sizeBytes) return upload;
  const { caller, requestId } = context;
  // Not the call's own signal: others may have joined, and the check is worth finishing.
  const signal = AbortSignal.any([dependencies.draining, AbortSignal.timeout(PICTURE_WORK_TIMEOUT_MS)]);
  return dependencies.completions.join(`${caller} ${upload.id}`, context.signal, () =>
    finish(dependencies, { caller, requestId, signal }, upload),
  );
}

interface Origin {
  caller: string;
  requestId: string;
  signal: AbortSignal;
}

async function finish(dependencies: Dependencies, origin: Origin, upload: Upload): Promise<Upload> {
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

async function check({ backend, pictures }: Dependencies, origin: Origin, upload: Upload): Promise<Image> {
  await using picture = await pictures.receive('data');
  const verifier = createChunkVerifier({ expectedSha256: upload.sha256 });
  for await (const { chunk } of backend.readUpload({ uploadId: upload.id }, downstream(origin))) {
    await picture.write(verifier.push(present(chunk, 'a chunk')));
  }
  const { sha256, sizeBytes } = verifier.end();
  const facts = await picture.inspect(origin.signal);
  return Image.fromPartial({ ...facts, id: sha256, sizeBytes });
}
