import type { Image, Rendition } from '@nanococoa/proto/common/v1/image.ts';
import sharp, { type FormatEnum } from 'sharp';

interface StoredImage {
  image: Image;
  bytes: Buffer;
}

/** Copies as a Frontend makes them: smaller or of another type, each made once, with its own id. */
export function createScriptedRenditions(
  get: (imageId: string) => StoredImage,
  put: (bytes: Buffer, width: number, height: number, mediaType: string) => Image,
) {
  const made = new Map<string, Promise<StoredImage>>();

  async function make({ image, bytes }: StoredImage, { width, mediaType }: Rendition): Promise<StoredImage> {
    const type = mediaType || image.mediaType;
    const picture = sharp(bytes).toFormat(type.replace('image/', '') as keyof FormatEnum);
    if (width > 0) picture.resize({ width, withoutEnlargement: true });
    const { data, info } = await picture.toBuffer({ resolveWithObject: true });
    return { image: put(data, info.width, info.height, type), bytes: data };
  }

  return async (imageId: string, rendition: Rendition | undefined): Promise<StoredImage> => {
    const stored = get(imageId);
    if (rendition === undefined) return stored;
    const key = `${imageId} ${rendition.width} ${rendition.mediaType}`;
    const known = made.get(key) ?? make(stored, rendition);
    made.set(key, known);
    return known;
  };
}
