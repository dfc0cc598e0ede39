import type { Pixels } from '../likeness.ts';
import { decodePng } from '../png/decode-png.ts';
import type { Size } from '../rect.ts';
import { contextOf } from './tiled-canvas.ts';

/** The photo and the cut-out of it, of one size, as they are edited. */
export interface OpenLayers {
  photo: Pixels;
  cutout: Pixels;
  isScaled: boolean;
  hasPhoto: boolean;
}

/** Longest side of a result; more than that no ad shows. */
const LONGEST_SIDE = 4096;
/** How far, of 255, a cut-out's colours lie at most from those of its own photo, on the average. */
const OWN_PHOTO_DIFFERENCE = 20;

/**
 * Decodes both. A photo that is not the cut-out's own, by its shape or its colours, is left out: the cut-out then stands
 * for it. Throws when a picture cannot be decoded.
 */
export async function openLayers(photoBytes: Blob | undefined, cutoutBytes: Blob): Promise<OpenLayers> {
  const bitmap = photoBytes && (await createImageBitmap(photoBytes));
  const own = (await decodePng(cutoutBytes)) ?? (await createImageBitmap(cutoutBytes));
  try {
    if (bitmap !== undefined && hasShapeOf(bitmap, own)) {
      const size = fitted(bitmap);
      const cutout = scaled(own, size);
      const photo = (await exactPhoto(photoBytes, size)) ?? scaled(bitmap, size);
      if (isOf(photo, cutout)) return { photo, cutout, isScaled: size.width < bitmap.width, hasPhoto: true };
    }
    const cutout = scaled(own, fitted(own));
    return { photo: cutout, cutout, isScaled: cutout.width < own.width, hasPhoto: false };
  } finally {
    bitmap?.close();
    if (own instanceof ImageBitmap) own.close();
  }
}

/** A photo with transparency, each byte as it is. */
async function exactPhoto(bytes: Blob | undefined, { width, height }: Size): Promise<Pixels | undefined> {
  const photo = bytes && (await decodePng(bytes));
  return photo?.width === width && photo.height === height ? photo : undefined;
}

function fitted({ width, height }: Size): Size {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

function hasShapeOf(a: Size, b: Size): boolean {
  const [large, small] = a.width >= b.width ? [a, b] : [b, a];
  return Math.abs(small.height - (large.height * small.width) / large.width) <= 1;
}

function scaled(picture: Pixels | ImageBitmap, { width, height }: Size): Pixels {
  if (!(picture instanceof ImageBitmap) && picture.width === width && picture.height === height)
    return picture;
  const context = contextOf(width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture instanceof ImageBitmap ? picture : canvasOf(picture), 0, 0, width, height);
  return { width, height, data: context.getImageData(0, 0, width, height).data };
}

function canvasOf({ data, width, height }: Pixels): OffscreenCanvas {
  const context = contextOf(width, height);
  context.putImageData(new ImageData(data, width, height), 0, 0);
  return context.canvas;
}

/** Whether opaque pixels of the cut-out are, on the average of some thousands, the photo's own. */
function isOf(photo: Pixels, cutout: Pixels): boolean {
  const count = cutout.width * cutout.height;
  const every = Math.max(1, Math.floor(count / 50_000));
  let difference = 0;
  let compared = 0;
  for (let i = 0; i < count; i += every) {
    if (cutout.data[4 * i + 3] < 255) continue;
    for (let c = 0; c < 3; c++) difference += Math.abs(cutout.data[4 * i + c] - photo.data[4 * i + c]);
    compared += 3;
  }
  return compared === 0 || difference / compared <= OWN_PHOTO_DIFFERENCE;
}
