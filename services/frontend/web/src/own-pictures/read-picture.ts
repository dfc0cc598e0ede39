import { type Crop, type CropRect, cropRect, type Size } from './crop.ts';
import type { PictureFacts } from './judge-picture.ts';

/** Transparency is looked for in a copy of this width: what cannot be found there cannot be seen. */
const LOOK_WIDTH = 256;
const CLEAR = 250;

/** A decoded picture and what was found out about it. */
export interface ReadPicture extends PictureFacts {
  bitmap: ImageBitmap;
}

/** Decodes a picture, off the main thread, and looks for transparency. Rejects when it is none. */
export async function readPicture(file: Blob): Promise<ReadPicture> {
  const bitmap = await createImageBitmap(file);
  const { width, height } = bitmap;
  const small = await createImageBitmap(bitmap, {
    resizeWidth: Math.min(width, LOOK_WIDTH),
    resizeHeight: Math.max(1, Math.round(height * Math.min(1, LOOK_WIDTH / width))),
  });
  const context = contextOf(small.width, small.height);
  context.drawImage(small, 0, 0);
  const { data } = context.getImageData(0, 0, small.width, small.height);
  small.close();
  let least = 255;
  let most = 0;
  for (let i = 3; i < data.length; i += 4) {
    least = Math.min(least, data[i]);
    most = Math.max(most, data[i]);
  }
  return { bitmap, width, height, hasTransparency: least < CLEAR, hasInk: most > 255 - CLEAR };
}

/** The chosen part of a picture as a PNG, at most as large as the ad. */
export async function cutPicture(bitmap: ImageBitmap, ad: Size, crop: Crop): Promise<Blob> {
  const { left, top, width, height }: CropRect = cropRect(bitmap, ad, crop);
  const isLarger = width > ad.width;
  const target = isLarger
    ? ad
    : { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) };
  // Not a plain drawImage: a large picture is resampled off the main thread.
  const part = await createImageBitmap(
    bitmap,
    Math.round(left),
    Math.round(top),
    Math.max(1, Math.round(width)),
    Math.max(1, Math.round(height)),
    { resizeWidth: target.width, resizeHeight: target.height, resizeQuality: 'high' },
  );
  const context = contextOf(target.width, target.height);
  context.drawImage(part, 0, 0);
  part.close();
  return context.canvas.convertToBlob({ type: 'image/png' });
}

function contextOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('This browser draws no pictures.');
  return context;
}
