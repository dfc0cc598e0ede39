import sharp from 'sharp';
import type { Picture8 } from './decode-image.ts';

/**
 * Scales a picture to a size with Lanczos 3. cover: fills the size, cutting what stands over equally on both
 * sides; fill: stretches. A picture of that size already is returned as it is, bit by bit.
 */
export async function fitPicture(
  picture: Picture8,
  size: { width: number; height: number },
  fit: 'cover' | 'fill',
): Promise<Picture8> {
  if (picture.width === size.width && picture.height === size.height) return picture;
  const { width, height, data, hasAlpha } = picture;
  // sharp resizes premultiplied colours, so transparent pixels do not bleed into the edge.
  const resized = await sharp(data, { raw: { width, height, channels: 4 } })
    .resize(size.width, size.height, { fit, kernel: 'lanczos3', fastShrinkOnLoad: false })
    .raw()
    .toBuffer();
  return { ...size, data: resized, hasAlpha };
}
