import type { Pixels } from '../likeness.ts';
import { PIXEL_BYTES, paeth, SIGNATURE } from './png-format.ts';

/** Type of the bytes, and how they are packed: 8-bit RGBA, not interlaced, is what the services store. */
const RGBA_8 = [8, 6, 0, 0, 0];

/**
 * Decodes an RGBA PNG to straight pixels, every byte as it was stored (a canvas loses colour where little shows).
 * Gives undefined for any other picture, and for one that is damaged.
 */
export async function decodePng(blob: Blob): Promise<Pixels | undefined> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const view = new DataView(bytes.buffer);
  if (bytes.length < 33 || SIGNATURE.some((byte, i) => bytes[i] !== byte)) return undefined;
  if (RGBA_8.some((byte, i) => bytes[24 + i] !== byte)) return undefined;
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const stride = width * PIXEL_BYTES;
  const raw = new Uint8Array((stride + 1) * height);
  if ((await inflate(dataOf(bytes, view), raw)) !== raw.length) return undefined;
  const data = new Uint8ClampedArray(stride * height);
  for (let y = 0; y < height; y++) {
    const line = raw.subarray(y * (stride + 1), (y + 1) * (stride + 1));
    if (!unfilterRow(line, data, y * stride, stride)) return undefined;
  }
  return { width, height, data };
}

/** The compressed pixels: what the IDAT chunks hold. */
function dataOf(bytes: Uint8Array<ArrayBuffer>, view: DataView): Blob {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const isData = view.getUint32(at + 4) === 0x49_44_41_54;
    if (isData) parts.push(bytes.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  return new Blob(parts);
}

/** @returns Bytes written; more than `raw` holds when it has no room for all. */
async function inflate(compressed: Blob, raw: Uint8Array): Promise<number> {
  const reader = compressed.stream().pipeThrough(new DecompressionStream('deflate')).getReader();
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return size;
      if (size + value.length <= raw.length) raw.set(value, size);
      size += value.length;
    }
  } catch {
    return -1;
  }
}

/** Takes a row's filter back (PNG Specification, 9.2). */
function unfilterRow(line: Uint8Array, out: Uint8ClampedArray, start: number, stride: number): boolean {
  const filter = line[0];
  if (filter > 4) return false;
  const above = start - stride;
  for (let x = 0; x < stride; x++) {
    const left = x >= PIXEL_BYTES ? out[start + x - PIXEL_BYTES] : 0;
    const up = above >= 0 ? out[above + x] : 0;
    let guess = 0;
    if (filter === 1) guess = left;
    else if (filter === 2) guess = up;
    else if (filter === 3) guess = (left + up) >> 1;
    else if (filter === 4) {
      guess = paeth(left, up, x >= PIXEL_BYTES && above >= 0 ? out[above + x - PIXEL_BYTES] : 0);
    }
    out[start + x] = (line[x + 1] + guess) & 255;
  }
  return true;
}
