import { createChunkVerifier } from '@nanococoa/common/chunks/chunk-verifier.ts';
import type { IncomingPicture } from '@nanococoa/common/pictures/picture-checker.ts';
import type { Context } from '@nanococoa/common/rpc/context.ts';
import { downstream } from '@nanococoa/common/rpc/downstream.ts';
import type { DeepPartial, PutImageRequest } from '@nanococoa/proto/backend/v1/backend_service.ts';
import { Image, type ImageChunk } from '@nanococoa/proto/common/v1/image.ts';
import type { Dependencies } from '../dependencies.ts';
import { invalid, present } from '../requests/present.ts';

/**
 * Stores a picture that arrives in chunks. Each chunk goes to the Backend's staging and to the checker before the
 * next one is taken; the commit follows only when everything is right. Else the Backend's call is
 * cancelled, and it drops what it staged.
 *
 * @throws AppError of the chunk verifier, of the picture checker, or the Backend's
 */
export async function storeIncoming(
  { backend, pictures }: Pick<Dependencies, 'backend' | 'pictures'>,
  context: Context,
  chunks: AsyncIterable<ImageChunk>,
): Promise<Image> {
  await using picture = await pictures.receive('chunk.data');
  // The Backend may fail while the relay waits for the client's next chunk.
  const over = new AbortController();
  const signal = AbortSignal.any([context.signal, over.signal]);
  try {
    const { image } = await backend.putImage(relay(picture, chunks, signal), downstream(context));
    return present(image, 'an image');
  } finally {
    over.abort();
  }
}

async function* relay(
  picture: IncomingPicture,
  chunks: AsyncIterable<ImageChunk>,
  signal: AbortSignal,
): AsyncGenerator<DeepPartial<PutImageRequest>> {
  const verifier = createChunkVerifier();
  let announced = '';
  for await (const chunk of chunks) {
    signal.throwIfAborted();
    const bytes = await verifier.push(chunk);
    if (chunk.sha256) announced = chunk.sha256;
    if (bytes.length > 0) await picture.write(bytes);
    yield { part: { $case: 'chunk', value: chunk } };
  }
  signal.throwIfAborted();
  const { sha256, sizeBytes } = await verifier.end();
  if (!announced)
    throw invalid('chunk.sha256', `is missing in the last message; must be the picture's SHA-256`);
  const facts = await picture.inspect(signal);
  const image = Image.fromPartial({ ...facts, id: sha256, sizeBytes });
  yield { part: { $case: 'commit', value: { image } } };
}
