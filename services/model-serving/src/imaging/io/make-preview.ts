import sharp, { type Sharp } from 'sharp';
import type { Pixels8 } from './encode-image.ts';

/** A picture to be shown while it is becoming. Its pixels must not be changed any more. */
export interface PreviewPicture extends Pixels8 {
  /** What transparency is shown on, "#rrggbb"; neutral grey by default. */
  ground?: string;
}

/** Largest preview, bytes. */
export const MAX_PREVIEW_BYTES = 32 * 1024;
/** Pixels of a preview, and its longest side: 320 × 320, or a longer banner. */
const AREA = 320 * 320;
const LONGEST_SIDE = 512;
/** Tried one after another until the preview is small enough; only noise needs more than the first. */
const QUALITIES = [75, 45, 20, 5];
const NEUTRAL = '#d9d7d3';

/** Makes a small WebP of a picture, at most MAX_PREVIEW_BYTES. Costs some 15 ms of a thread, whatever its size. */
export async function makePreview(picture: PreviewPicture): Promise<Buffer> {
  const { width, height } = picture;
  let scale = Math.min(1, Math.sqrt(AREA / (width * height)), LONGEST_SIDE / Math.max(width, height));
  const source = decimate(picture, Math.floor(1 / scale / 2));
  for (;;) {
    const size = {
      width: Math.max(1, Math.round(width * scale)),
      height: Math.max(1, Math.round(height * scale)),
    };
    for (const quality of QUALITIES) {
      const preview = await shrink(source, picture.ground ?? NEUTRAL, size)
        .webp({ quality, effort: 1 })
        .toBuffer();
      if (preview.length <= MAX_PREVIEW_BYTES) return preview;
    }
    scale /= 2;
  }
}

function shrink(
  { data, width, height, channels }: Pixels8,
  ground: string,
  size: { width: number; height: number },
): Sharp {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const image = sharp(bytes, { raw: { width, height, channels } }).resize({ ...size, fit: 'fill' });
  return channels === 4 ? image.flatten({ background: ground }) : image;
}

/** Every `step`-th pixel of every `step`-th row: a huge picture is not gone through for a small one. */
function decimate(picture: Pixels8, step: number): Pixels8 {
  if (step <= 1) return picture;
  const { channels, data } = picture;
  const width = Math.ceil(picture.width / step);
  const height = Math.ceil(picture.height / step);
  const out = new Uint8Array(width * height * channels);
  let to = 0;
  for (let y = 0; y < picture.height; y += step) {
    for (let x = 0; x < picture.width; x += step) {
      const from = (y * picture.width + x) * channels;
      for (let c = 0; c < channels; c++) out[to++] = data[from + c];
    }
  }
  return { width, height, channels, data: out };
}
