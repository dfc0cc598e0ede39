import type { Sharp } from 'sharp';
import type { ImageMediaType } from '../limits/image-limits.ts';
import { inspectPicture } from './inspect-picture.ts';
import { openPicture } from './open-picture.ts';
import type { PictureFacts, RenderTask } from './picture-task.ts';

/**
 * Writes a smaller or otherwise encoded copy of a picture: upright, in sRGB, without metadata, never
 * larger than the original. JPEG gets white where the original is transparent.
 *
 * @throws AppError as openPicture; sharp's own error when decoding or encoding fails.
 */
export async function renderPicture(
  task: RenderTask,
  options: { onSize?: (pixels: number) => void } = {},
): Promise<PictureFacts> {
  const { metadata, pixels } = await openPicture(task.path, task.mediaType);
  options.onSize?.(metadata.width * metadata.height);
  let copy = pixels().autoOrient();
  if (task.width > 0) copy = copy.resize({ width: task.width, withoutEnlargement: true });
  await ENCODERS[task.outputMediaType](copy).toFile(task.outputPath);
  return inspectPicture(task.outputPath, task.outputMediaType);
}

const ENCODERS: Record<ImageMediaType, (picture: Sharp) => Sharp> = {
  'image/png': (picture) => picture.png({ compressionLevel: 6 }),
  'image/jpeg': (picture) => picture.flatten({ background: '#fff' }).jpeg({ quality: 90 }),
  'image/webp': (picture) => picture.webp({ quality: 90 }),
  // Effort 2 of 9: AVIF's default takes seconds a megapixel on one core.
  'image/avif': (picture) => picture.avif({ quality: 70, effort: 2 }),
};
