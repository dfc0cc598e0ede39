import sharp, { type Sharp } from 'sharp';
import type { StepPicture } from '../../steps/step-context.ts';

export interface Pixels8 {
  width: number;
  height: number;
  /** 1: grey, 3: RGB, 4: straight RGBA; 8-bit sRGB. */
  channels: 1 | 3 | 4;
  data: Uint8Array;
}

/** How to encode; `quality` 1..100 counts for lossy types only. */
export interface Encoding {
  mediaType: string;
  quality: number;
}

export const PNG: Encoding = { mediaType: 'image/png', quality: 100 };

/** Encodes pixels. JPEG has no transparency: RGBA is flattened onto white there. */
export async function encodeImage(pixels: Pixels8, encoding: Encoding): Promise<StepPicture> {
  const { width, height, channels } = pixels;
  const data = Buffer.from(pixels.data.buffer, pixels.data.byteOffset, pixels.data.byteLength);
  let image = sharp(data, { raw: { width, height, channels } });
  const flat = channels === 4 && encoding.mediaType === 'image/jpeg';
  if (flat) image = image.flatten({ background: '#ffffff' });
  image = channels === 1 ? image.toColourspace('b-w') : image.toColourspace('srgb');
  return {
    data: await encode(image, encoding),
    mediaType: encoding.mediaType,
    width,
    height,
    hasAlpha: channels === 4 && !flat,
  };
}

function encode(image: Sharp, { mediaType, quality }: Encoding): Promise<Buffer> {
  switch (mediaType) {
    case 'image/jpeg':
      return image
        .jpeg({ quality, mozjpeg: false, chromaSubsampling: quality >= 90 ? '4:4:4' : '4:2:0' })
        .toBuffer();
    case 'image/webp':
      return image.webp({ quality, effort: 3 }).toBuffer();
    case 'image/avif':
      return image.avif({ quality, effort: 3 }).toBuffer();
    case 'image/png':
      // Level 4 with adaptive filters off is four times as fast as sharp's default for 10 % more bytes.
      return image.png({ compressionLevel: 4, adaptiveFiltering: false }).toBuffer();
    default:
      throw new RangeError(
        `mediaType is ${mediaType}; expected image/png, image/jpeg, image/webp or image/avif`,
      );
  }
}
