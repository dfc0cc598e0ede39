import { createChunkVerifier } from '@nanococoa/common/chunks/chunk-verifier.ts';
import { imageChunks } from '@nanococoa/common/chunks/image-chunks.ts';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { RenderedPicture, RenditionRequest } from '@nanococoa/common/pictures/picture-checker.ts';
import { downstream, type Origin } from '@nanococoa/common/rpc/downstream.ts';
import type { DeepPartial, PutImageRequest } from '@nanococoa/proto/backend/v1/backend_service.ts';
import { Image } from '@nanococoa/proto/common/v1/image.ts';
import type { Dependencies } from '../dependencies.ts';
import { present } from '../requests/present.ts';

/**
 * Makes a rendition in a child and stores it with the Backend.
 * @throws AppError IMAGE_DAMAGED when the source's bytes are not those of its id, of the picture checker, or the Backend's
 */
export async function makeRendition(
  { backend, pictures }: Pick<Dependencies, 'backend' | 'pictures'>,
  origin: Origin,
  source: Image,
  rendition: RenditionRequest,
): Promise<Image> {
  await using picture = await pictures.receive('rendition');
  // A rendition is kept: one of bytes that have changed on the disk would stay.
  const verifier = createChunkVerifier({ expectedSha256: source.id });
  for await (const { chunk } of backend.readImage({ imageId: source.id }, downstream(origin))) {
    await picture.write(await verifier.push(present(chunk, 'a chunk')));
  }
  await verifier.end().catch((error: unknown) => {
    throw isDigestMismatch(error) ? new AppError('IMAGE_DAMAGED', { cause: error }) : error;
  });
  const rendered = await picture.render(rendition, origin.signal);
  const { image } = await backend.putImage(upload(rendered, source, rendition), downstream(origin));
  return present(image, 'an image');
}

async function* upload(
  { facts, read }: RenderedPicture,
  source: Image,
  rendition: RenditionRequest,
): AsyncGenerator<DeepPartial<PutImageRequest>> {
  const image = Image.fromPartial(facts);
  // Without an id the stream ends with the digest of what it carried.
  for await (const chunk of imageChunks(Image.fromPartial(facts), read())) {
    image.id = chunk.sha256;
    image.sizeBytes = chunk.offset + chunk.data.length;
    yield { part: { $case: 'chunk', value: chunk } };
  }
  yield { part: { $case: 'commit', value: { image, sourceImageId: source.id, rendition } } };
}

function isDigestMismatch(error: unknown): boolean {
  return error instanceof AppError && error.reason === 'DIGEST_MISMATCH';
}
