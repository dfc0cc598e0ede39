import sharp, { type Metadata, type Sharp } from 'sharp';
import { AppError } from '../errors/app-error.ts';
import { type ImageMediaType, MAX_IMAGE_PIXELS, MAX_IMAGE_SIDE } from '../limits/image-limits.ts';

/** A picture whose header has been read and is within the limits. No pixel is decoded yet. */
export interface OpenPicture {
  metadata: Metadata;
  /** The picture's first frame, to be read from top to bottom. */
  pixels(): Sharp;
}

// One decode at a time in a child, no second thread, nothing kept between pictures.
sharp.concurrency(1);
sharp.cache(false);
// Every other loader is out of reach, whatever the bytes look like.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadPngFile',
    'VipsForeignLoadJpegFile',
    'VipsForeignLoadWebpFile',
    'VipsForeignLoadHeifFile',
  ],
});

/**
 * Opens an untrusted picture; only for processes that may die.
 *
 * @param path The file.
 * @param mediaType What its first bytes claim.
 * @throws AppError IMAGE_TYPE_UNSUPPORTED, IMAGE_DIMENSIONS; sharp's own error when the header is damaged.
 */
export async function openPicture(path: string, mediaType: ImageMediaType): Promise<OpenPicture> {
  // The pixel limit is checked below, so that the error can name the size.
  const metadata = await sharp(path, { limitInputPixels: false, failOn: 'error' }).metadata();
  const { width, height, format, compression } = metadata;
  if (FORMATS[mediaType] !== format || (format === 'heif' && compression !== 'av1')) {
    throw new AppError('IMAGE_TYPE_UNSUPPORTED', {
      fields: [{ field: '', description: `begins like ${mediaType} but is ${format} ${compression ?? ''}` }],
    });
  }
  if (Math.max(width, height) > MAX_IMAGE_SIDE || width * height > MAX_IMAGE_PIXELS) {
    throw new AppError('IMAGE_DIMENSIONS', {
      fields: [
        {
          field: '',
          description: `is ${width} × ${height} pixels; sides must be 1 to ${MAX_IMAGE_SIDE}, at most ${MAX_IMAGE_PIXELS} pixels in all`,
        },
      ],
    });
  }
  return {
    metadata,
    // `error` refuses truncated and damaged data, but not what decoders only warn of, such as stray
    // bytes that some cameras leave between markers.
    pixels: () =>
      sharp(path, { limitInputPixels: MAX_IMAGE_PIXELS, failOn: 'error', sequentialRead: true, pages: 1 }),
  };
}

/** What libvips calls the types that we take. */
const FORMATS: Record<ImageMediaType, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpeg',
  'image/webp': 'webp',
  'image/avif': 'heif',
};
