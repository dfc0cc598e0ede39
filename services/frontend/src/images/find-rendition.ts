import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { ImageMediaType } from '@nanococoa/common/limits/image-limits.ts';
import type { Context } from '@nanococoa/common/rpc/context.ts';
import { downstream } from '@nanococoa/common/rpc/downstream.ts';
import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import type { Dependencies } from '../dependencies.ts';
import { BACKEND_TIMEOUT_MS } from '../limits.ts';
import type { WantedRendition } from '../requests/check-rendition.ts';
import { ifFound } from '../requests/if-found.ts';
import { invalid, present } from '../requests/present.ts';
import { makeRendition } from './make-rendition.ts';

/**
 * The rendition of an image, made if nobody has asked for it before. The image itself when it already
 * is what is wanted.
 *
 * @throws AppError IMAGE_NOT_FOUND, of the picture checker, or the Backend's
 */
export async function findRendition(
  dependencies: Dependencies,
  context: Context,
  imageId: string,
  wanted: WantedRendition,
): Promise<Image> {
  const { backend, renditions } = dependencies;
  const options = downstream(context, { timeoutMs: BACKEND_TIMEOUT_MS });
  const source = present((await backend.getImage({ imageId }, options)).image, 'an image');
  // One name for one rendition, so that it is made once however it was asked for.
  const width = wanted.width >= source.width ? 0 : wanted.width;
  const mediaType = wanted.mediaType ?? (source.mediaType as ImageMediaType);
  if (width === 0 && mediaType === source.mediaType) return source;
  const rendition = { width, mediaType };
  checkWebpSides(source, rendition);
  const known = await ifFound(backend.getImage({ imageId, rendition }, options), 'RENDITION_NOT_FOUND');
  if (known) return present(known.image, 'an image');
  return renditions.join(`${imageId} ${width} ${mediaType}`, context, async (origin) => {
    try {
      return await makeRendition(dependencies, origin, source, rendition);
    } catch (error) {
      // Its bytes were checked when they came in: a copy that cannot be made is our fault or too much work.
      if (error instanceof AppError && error.reason === 'IMAGE_CORRUPT') {
        throw new Error(`rendition of ${imageId} failed: ${error.fields[0]?.description}`, { cause: error });
      }
      throw error;
    }
  });
}

/** WebP counts sides in 14 bits (RFC 9649); every other type holds all that our limits allow. */
const WEBP_MAX_SIDE = 16_383;

function checkWebpSides(source: Image, { width, mediaType }: { width: number; mediaType: string }): void {
  const scale = width === 0 ? 1 : width / source.width;
  const side = Math.round(Math.max(source.width, source.height) * scale);
  if (mediaType !== 'image/webp' || side <= WEBP_MAX_SIDE) return;
  throw invalid(
    'rendition.media_type',
    `is image/webp, whose sides are at most ${WEBP_MAX_SIDE} pixels, not ${side}`,
  );
}
