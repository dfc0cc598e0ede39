import sharp from 'sharp';

/** What encoded bytes are, without decoding them. */
export interface ProbedImage {
  /** One of image/png, image/jpeg, image/webp, image/avif; empty for anything else. */
  mediaType: string;
  /** Size after the EXIF orientation has been applied, pixels. */
  width: number;
  height: number;
}

/** Reads type and size from a picture's header. Throws sharp's error when it has none. */
export async function probeImage(bytes: Buffer): Promise<ProbedImage> {
  const { format, compression, autoOrient } = await sharp(bytes).metadata();
  const known: Record<string, string> = { png: 'image/png', jpeg: 'image/jpeg', webp: 'image/webp' };
  const mediaType = format === 'heif' && compression === 'av1' ? 'image/avif' : (known[format ?? ''] ?? '');
  return { mediaType, width: autoOrient.width, height: autoOrient.height };
}
