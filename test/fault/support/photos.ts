import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { SAMPLE_PHOTO } from '../../support/sample-photo.ts';
import type { Picture } from './uploads.ts';

/** A product photo that is a file of its own: the sample in a size that depends on the number. */
export async function makePhoto(number: number): Promise<Picture> {
  const bytes = await sharp(SAMPLE_PHOTO)
    .resize({ width: 300 + (number % 200) })
    .png()
    .toBuffer();
  return { id: createHash('sha256').update(bytes).digest('hex'), bytes };
}
