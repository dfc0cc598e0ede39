import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

/** A picture of noise, so that its encoding is large and every byte of it counts. */
export function noise(width: number, height: number, options: { alpha?: number } = {}): Sharp {
  const channels = options.alpha === undefined ? 3 : 4;
  const data = Buffer.alloc(width * height * channels);
  let state = 12345;
  for (let i = 0; i < data.length; i += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    data[i] = channels === 4 && i % 4 === 3 ? Number(options.alpha) : state >>> 24;
  }
  return sharp(data, { raw: { width, height, channels } });
}

/** The header and the compressed rows of a black 1-bit PNG: 30000 × 30000 pixels are some 100 KB or less. */
export function bombPng(width: number, height: number): Buffer {
  const rowBytes = Math.ceil(width / 8) + 1;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.alloc(rowBytes * height), { level: 9 })),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}
