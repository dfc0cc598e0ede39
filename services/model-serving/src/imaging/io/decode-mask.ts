import { decodeImage } from './decode-image.ts';
import { fitPicture } from './fit-picture.ts';

/** Decodes a grey picture to 8-bit values of the given size, cut to cover it. Throws as `decodeImage`. */
export async function decodeMask(
  bytes: Buffer,
  size: { width: number; height: number },
): Promise<Uint8Array> {
  const { data } = await fitPicture(await decodeImage(bytes), size, 'cover');
  const mask = new Uint8Array(size.width * size.height);
  for (let i = 0; i < mask.length; i++) mask[i] = data[i * 4];
  return mask;
}
