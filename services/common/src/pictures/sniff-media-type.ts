import type { ImageMediaType } from '../limits/image-limits.ts';

/** How many of the first bytes decide; an ISO media file lists its brands in them. */
export const SNIFF_BYTES = 256;

/**
 * The media type that the first bytes of a file claim, or undefined when it is none that we take.
 * Signatures: PNG specification 5.2, JFIF (ITU-T T.871), RFC 9649 (WebP), AVIF specification 1.1 (the `ftyp` box of ISO/IEC 14496-12).
 *
 * @param head The first SNIFF_BYTES bytes, or the whole file when it is shorter.
 */
export function sniffMediaType(head: Uint8Array): ImageMediaType | undefined {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, SNIFF_BYTES)).toString(
    'latin1',
  );
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'image/webp';
  if (text.slice(4, 8) === 'ftyp' && brands(text).some((brand) => brand === 'avif' || brand === 'avis')) {
    return 'image/avif';
  }
  return undefined;
}

/** The major brand and the compatible ones; the four bytes between them are a version. */
function brands(text: string): string[] {
  const boxBytes = Buffer.from(text.slice(0, 4), 'latin1').readUInt32BE(0);
  const found = [text.slice(8, 12)];
  for (let at = 16; at + 4 <= Math.min(boxBytes, text.length); at += 4) found.push(text.slice(at, at + 4));
  return found;
}
