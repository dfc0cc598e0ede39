import { expect, test } from 'vitest';
import { sniffMediaType } from './sniff-media-type.ts';

const latin1 = (text: string) => Buffer.from(text, 'latin1');
/** An ISO media file's first box with a major brand and compatible ones. */
function ftyp(major: string, ...compatible: string[]): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(16 + 4 * compatible.length);
  return Buffer.concat([size, latin1(`ftyp${major}\0\0\0\0${compatible.join('')}`)]);
}

test.each([
  ['image/png', latin1('\x89PNG\r\n\x1a\n\0\0')],
  ['image/jpeg', latin1('\xff\xd8\xff\xe0')],
  ['image/webp', latin1('RIFF\x10\0\0\0WEBPVP8 ')],
  ['image/avif', ftyp('avif', 'mif1', 'miaf')],
  ['image/avif', ftyp('mif1', 'miaf', 'avif')],
  ['image/avif', ftyp('avis', 'msf1')],
])('%s', (mediaType, head) => {
  expect(sniffMediaType(head)).toBe(mediaType);
});

test.each([
  ['HEIC', ftyp('heic', 'mif1', 'heic')],
  ['MP4', ftyp('isom', 'avc1')],
  ['a brand that stands behind the box', Buffer.concat([ftyp('heic'), latin1('avif')])],
  ['GIF', latin1('GIF89a')],
  ['TIFF', latin1('II*\0')],
  ['SVG', latin1('<svg ')],
  ['WAV', latin1('RIFF\x10\0\0\0WAVEfmt ')],
  ['nothing', Buffer.alloc(0)],
  ['a few bytes', latin1('\x89PN')],
])('%s is none of ours', (_name, head) => {
  expect(sniffMediaType(head)).toBeUndefined();
});
