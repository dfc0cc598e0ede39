import type { ImageMediaType } from '../limits/image-limits.ts';
import { openPicture } from './open-picture.ts';
import type { PictureFacts } from './picture-task.ts';

/**
 * Decodes every pixel of an untrusted picture and says what it is. An animation counts as its first frame.
 * Only for processes that may die.
 *
 * @param options.onSize Called with the number of pixels once the header is known, before they are decoded.
 * @throws AppError as openPicture; sharp's own error when the picture does not decode to its end.
 */
export async function inspectPicture(
  path: string,
  mediaType: ImageMediaType,
  options: { onSize?: (pixels: number) => void } = {},
): Promise<PictureFacts> {
  const { metadata, pixels } = await openPicture(path, mediaType);
  const { autoOrient, hasAlpha, width, height } = metadata;
  options.onSize?.(width * height);
  // One channel of all pixels: the decoder has to go through all of them, and at most 64 MB are held.
  const channel = await pixels()
    .extractChannel(hasAlpha ? 'alpha' : 0)
    .raw({ depth: 'uchar' })
    .toBuffer();
  return {
    mediaType,
    width: autoOrient.width,
    height: autoOrient.height,
    hasAlpha: hasAlpha && channel.some((alpha) => alpha !== 255),
  };
}
