import { createChunkVerifier } from '@nanococoa/common/chunks/chunk-verifier.ts';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { PutImageCommit, PutImageRequest } from '@nanococoa/proto/backend/v1/backend_service.ts';
import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import type { Clock } from '../clock/clock.ts';
import type { RenditionKey, Storage } from '../storage/storage.ts';
import type { ImageFiles } from './image-files.ts';

export interface PutImageDependencies {
  storage: Pick<Storage, 'recordImage' | 'readVisibleImage'>;
  images: Pick<ImageFiles, 'stage'>;
  clock: Clock;
}

/**
 * Stores an image from a stream of chunks that ends with its commit, and shows it to the caller. Nothing is kept of
 * a stream that ends otherwise.
 * @throws AppError MESSAGE_MISSING, DIGEST_MISMATCH, IMAGE_NOT_FOUND (a rendition's source), and the chunk verifier's
 */
export async function putImage(
  { storage, images, clock }: PutImageDependencies,
  caller: string,
  requests: AsyncIterable<PutImageRequest>,
): Promise<Image> {
  const file = await images.stage();
  const verifier = createChunkVerifier();
  let commit: PutImageCommit | undefined;
  try {
    for await (const { part } of requests) {
      if (commit) throw invalid('part', 'follows the commit, which must be the last message');
      if (part?.$case === 'commit') commit = part.value;
      if (part?.$case === 'chunk') {
        const bytes = verifier.push(part.value);
        if (bytes.length > 0) await file.write(bytes);
      }
    }
    if (!commit?.image) throw new AppError('MESSAGE_MISSING');
    const { sha256, sizeBytes } = verifier.end();
    if (commit.image.id !== sha256) {
      throw new AppError('DIGEST_MISMATCH', {
        fields: [{ field: 'commit.image.id', description: `the bytes received have SHA-256 ${sha256}` }],
        metadata: { actual_sha256: sha256 },
      });
    }
    const rendition = renditionOf(commit);
    if (rendition && !(await storage.readVisibleImage(caller, rendition.sourceImageId))) {
      throw new AppError('IMAGE_NOT_FOUND');
    }
    await file.commit(sha256);
    const image = { ...commit.image, sizeBytes, createTime: clock.now() };
    return await storage.recordImage({ image, caller, rendition });
  } finally {
    await file.discard();
  }
}

function renditionOf({ sourceImageId, rendition }: PutImageCommit): RenditionKey | undefined {
  if (sourceImageId === '' && !rendition) return undefined;
  if (sourceImageId === '' || !rendition) {
    throw invalid('commit.rendition', 'and commit.source_image_id must both be set, or neither');
  }
  return { sourceImageId, width: rendition.width, mediaType: rendition.mediaType };
}

function invalid(field: string, description: string): AppError {
  return new AppError('INVALID_REQUEST', { fields: [{ field, description }] });
}
