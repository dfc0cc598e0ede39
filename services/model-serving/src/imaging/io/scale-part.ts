import sharp from 'sharp';
import type { Rect } from '../text/layout/text-area.ts';
import type { Pixels8 } from './encode-image.ts';

/** A part of a picture scaled to a size (Lanczos 3, stretched where the shapes differ); an alpha channel is left out. */
export async function scalePart(
  picture: Pixels8,
  part: Rect,
  size: { width: number; height: number },
): Promise<Pixels8> {
  const channels = picture.channels === 1 ? 1 : 3;
  let image = sharp(cut(picture, part, channels), {
    raw: { width: part.width, height: part.height, channels },
  }).resize(size.width, size.height, { fit: 'fill', kernel: 'lanczos3' });
  if (channels === 1) image = image.toColourspace('b-w');
  return { ...size, channels, data: await image.raw().toBuffer() };
}

/** sharp would take an alpha channel off after the scaling, for which it multiplies colours with it. */
function cut({ width, channels, data }: Pixels8, part: Rect, kept: 1 | 3): Uint8Array {
  const pixels = new Uint8Array(part.width * part.height * kept);
  for (let y = 0, to = 0; y < part.height; y++) {
    let from = ((part.y + y) * width + part.x) * channels;
    for (let x = 0; x < part.width; x++, from += channels)
      for (let c = 0; c < kept; c++) pixels[to++] = data[from + c];
  }
  return pixels;
}
