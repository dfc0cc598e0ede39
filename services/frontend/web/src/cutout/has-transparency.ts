/** What is to be known of a picture of one's own before it can stand for the product. */
export type Transparency = 'cutOut' | 'opaque' | 'empty' | 'unreadable';

/** Small enough to be looked at at once, large enough that no product is missed. */
const LOOK_WIDTH = 512;
/** Alpha from which something is to be seen. */
const VISIBLE = 16;
const OPAQUE = 250;

/** Whether a picture has a product on transparency. */
export async function transparencyOf(file: Blob): Promise<Transparency> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file, { resizeWidth: LOOK_WIDTH, resizeQuality: 'medium' });
  } catch {
    return 'unreadable';
  }
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) return 'unreadable';
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return judge(context.getImageData(0, 0, width, height).data);
}

/** @param data Straight RGBA. */
export function judge(data: Uint8ClampedArray): Transparency {
  let least = 255;
  let most = 0;
  for (let i = 3; i < data.length; i += 4) {
    least = Math.min(least, data[i]);
    most = Math.max(most, data[i]);
  }
  if (most < VISIBLE) return 'empty';
  return least < OPAQUE ? 'cutOut' : 'opaque';
}
