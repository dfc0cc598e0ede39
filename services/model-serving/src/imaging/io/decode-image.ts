import { MAX_IMAGE_PIXELS } from '@nanococoa/common/limits/image-limits.ts';
import sharp from 'sharp';

/** Straight (not premultiplied) 8-bit sRGB RGBA, rows from the top left. */
export interface Picture8 {
  width: number;
  height: number;
  data: Buffer;
  /** Whether at least one pixel is not fully opaque. */
  hasAlpha: boolean;
}

sharp.concurrency(1);
sharp.cache(false);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadPng', 'VipsForeignLoadJpeg', 'VipsForeignLoadWebp', 'VipsForeignLoadHeif'],
});

/**
 * Decodes PNG, JPEG, WebP or AVIF bytes: turned by the EXIF orientation, converted to sRGB by the embedded
 * profile. Throws sharp's error when the bytes are not such a picture or have more than MAX_IMAGE_PIXELS.
 */
export async function decodeImage(bytes: Buffer): Promise<Picture8> {
  const image = sharp(bytes, { limitInputPixels: MAX_IMAGE_PIXELS, failOn: 'error' })
    .autoOrient()
    .toColourspace('srgb')
    .ensureAlpha();
  const { data, info } = await image.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  let hasAlpha = false;
  for (let i = 3; i < data.length && !hasAlpha; i += 4) hasAlpha = data[i] !== 255;
  return { width: info.width, height: info.height, data, hasAlpha };
}
