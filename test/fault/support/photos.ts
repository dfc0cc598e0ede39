import { createHash, randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { SAMPLE_PHOTO } from '../../support/sample-photo.ts';
import type { Picture } from './uploads.ts';

/** A product photo that is a file of its own: the sample in a size that depends on the number. */
export async function makePhoto(number: number): Promise<Picture> {
  const bytes = await sharp(SAMPLE_PHOTO)
    .resize({ width: 300 + (number % 200) })
    .png()
    .toBuffer();
  return picture(bytes);
}

/** A picture of noise, unlike any other, of about so many bytes. */
export async function makeNoise(sizeBytes: number): Promise<Picture> {
  const side = Math.ceil(Math.sqrt(sizeBytes / 3));
  const raw = { width: side, height: side, channels: 3 } as const;
  return picture(
    await sharp(randomBytes(side * side * 3), { raw })
      .png({ compressionLevel: 0 })
      .toBuffer(),
  );
}

function picture(bytes: Buffer): Picture {
  return { id: createHash('sha256').update(bytes).digest('hex'), bytes };
}
