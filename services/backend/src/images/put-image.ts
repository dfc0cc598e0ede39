import { createChunkVerifier } from '@nanococoa/common/chunks/chunk-verifier.ts';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { PutImageCommit, PutImageRequest } from '@nanococoa/proto/backend/v1/backend_service.ts';
import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import type { Clock } from '../clock/clock.ts';
import type { RenditionKey } from '../storage/image-storage.ts';
import type { Storage } from '../storage/storage.ts';

export interface PutImageDependencies {
  storage: Pick<Storage, 'stageImage' | 'grantImage' | 'readVisibleImage'>;
  clock: Clock;
}

/**
 * Stores an image from a stream of chunks that ends with its commit, and shows it to the caller. Nothing is kept of
 * a stream that ends otherwise.
 * @throws AppError MESSAGE_MISSING, DIGEST_MISMATCH, IMAGE_NOT_FOUND (a rendition's source), and the chunk verifier's
 */
export async function putImage(
  { storage, clock }: PutImageDependencies,
  caller: string,
  requests: AsyncIterable<PutImageRequest>,
): Promise<Image> {
  const staged = await storage.stageImage();
  const verifier = createChunkVerifier();
  let commit: PutImageCommit | undefined;
  try {
    for await (const { part } of requests) {
      if (commit) throw invalid('part', 'follows the commit, which must be the last message');
      if (part?.$case === 'commit') commit = part.value;
      if (part?.$case === 'chunk') {
        const bytes = await verifier.push(part.value);
        if (bytes.length > 0) await staged.write(bytes);
      }
    }
    if (!commit?.image) throw new AppError('MESSAGE_MISSING');
    const { sha256, sizeBytes } = await verifier.end();
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
    const image = await staged.commit({ ...commit.image, sizeBytes, createTime: clock.now() });
    await storage.grantImage(caller, image.id, rendition);
    return image;
  } finally {
    await staged.discard();
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
