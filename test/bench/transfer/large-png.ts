import { crc32, deflateSync } from 'node:zlib';
import { createRandomBytes } from './random-bytes.ts';

/** The side with which the file is just below the limit of 64 MiB: 67.0 MB. */
const LARGEST_SIDE = 4725;

/**
 * A square RGB picture of noise, stored without compression, so that it is as large as its pixels
 * (PNG specification, ISO/IEC 15948).
 * @param seed Another seed, another picture.
 * @param side Pixels.
 */
export function largePng(seed: number, side = LARGEST_SIDE): Buffer {
  const stride = side * 3 + 1;
  const rows = createRandomBytes(seed, stride * side);
  for (let y = 0; y < side; y++) rows[y * stride] = 0;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(rows, { level: 0 })),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const typeAndData = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(typeAndData));
  return Buffer.concat([length, typeAndData, checksum]);
}
