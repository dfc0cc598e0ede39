import type { Size } from '../rect.ts';
import { crc32, PIXEL_BYTES, paeth, SIGNATURE } from './png-format.ts';

/** Rows that are made at a time: little memory, and the compression keeps up. */
const BAND_ROWS = 64;
const PAETH = 4;

/**
 * Encodes straight RGBA as PNG, every byte as it is: a canvas keeps its pixels multiplied by their alpha and so loses
 * colour where little shows.
 *
 * @param readRows Writes the rows from `top` to before `bottom` into `rows`.
 */
export async function encodePng(
  { width, height }: Size,
  readRows: (top: number, bottom: number, rows: Uint8ClampedArray<ArrayBuffer>) => void,
): Promise<Blob> {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  // 8 bits, RGBA, deflate, adaptive filters, not interlaced.
  header.set([8, 6, 0, 0, 0], 8);
  const parts: BlobPart[] = [SIGNATURE, ...chunk('IHDR', header)];
  const stride = width * PIXEL_BYTES;
  let top = 0;
  let above = new Uint8ClampedArray(stride);
  const filtered = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      const bottom = Math.min(height, top + BAND_ROWS);
      const rows = new Uint8ClampedArray((bottom - top) * stride);
      readRows(top, bottom, rows);
      controller.enqueue(filterRows(rows, above, stride));
      above = rows.slice(-stride);
      top = bottom;
      if (top >= height) controller.close();
    },
  });
  const reader = filtered.pipeThrough(new CompressionStream('deflate')).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(...chunk('IDAT', value));
  }
  parts.push(...chunk('IEND', new Uint8Array()));
  return new Blob(parts, { type: 'image/png' });
}

function filterRows(rows: Uint8ClampedArray, above: Uint8ClampedArray, stride: number) {
  const count = rows.length / stride;
  const out = new Uint8Array(rows.length + count);
  for (let y = 0, o = 0; y < count; y++) {
    const start = y * stride;
    out[o++] = PAETH;
    for (let x = 0; x < stride; x++) {
      const i = start + x;
      const hasLeft = x >= PIXEL_BYTES;
      const up = y === 0 ? above[x] : rows[i - stride];
      const corner = !hasLeft ? 0 : y === 0 ? above[x - PIXEL_BYTES] : rows[i - stride - PIXEL_BYTES];
      out[o++] = rows[i] - paeth(hasLeft ? rows[i - PIXEL_BYTES] : 0, up, corner);
    }
  }
  return out;
}

function chunk(name: string, data: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] {
  const head = new Uint8Array(8);
  new DataView(head.buffer).setUint32(0, data.length);
  for (let i = 0; i < 4; i++) head[4 + i] = name.charCodeAt(i);
  const tail = new Uint8Array(4);
  new DataView(tail.buffer).setUint32(0, crc32(data, crc32(head.subarray(4))));
  return [head, data, tail];
}
