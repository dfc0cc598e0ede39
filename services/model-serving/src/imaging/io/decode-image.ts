import sharp from 'sharp';

/** Straight (not premultiplied) 8-bit sRGB RGBA, rows from the top left. */
export interface Picture8 {
  width: number;
  height: number;
  data: Buffer;
  /** Whether at least one pixel is not fully opaque. */
  hasAlpha: boolean;
}

/** 64 megapixels: the largest picture that the contract allows. */
export const MAX_PIXELS = 64_000_000;

sharp.concurrency(1);
sharp.cache(false);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadPng', 'VipsForeignLoadJpeg', 'VipsForeignLoadWebp', 'VipsForeignLoadHeif'],
});

/**
 * Decodes PNG, JPEG, WebP or AVIF bytes: turned by the EXIF orientation, converted to sRGB by the embedded
 * profile. Throws sharp's error when the bytes are not such a picture or have more than MAX_PIXELS.
 */
export async function decodeImage(bytes: Buffer): Promise<Picture8> {
  const image = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
    .autoOrient()
    .toColourspace('srgb')
    .ensureAlpha();
  const { data, info } = await image.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  let hasAlpha = false;
  for (let i = 3; i < data.length && !hasAlpha; i += 4) hasAlpha = data[i] !== 255;
  return { width: info.width, height: info.height, data, hasAlpha };
}
