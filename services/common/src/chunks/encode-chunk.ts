import { ImageChunk } from '@nanococoa/proto/common/v1/image.ts';

/** One message around a chunk. */
export interface Level {
  /** Encoded fields of the message that come before the chunk's. */
  before: Uint8Array;
  /** Number of the field that holds the chunk, or the next message inwards. */
  field: number;
}

/**
 * Encodes a chunk inside of its messages with a single copy of its data. The generated encoder
 * copies once for every nested message and once more at the end.
 *
 * @param levels The messages around the chunk, outermost first.
 * @param allocate Makes the memory that the result is written to, of exactly so many bytes.
 * @returns Protobuf wire format, equal to the generated encoder's: all of what `allocate` made.
 */
export function encodeChunk(
  chunk: ImageChunk,
  levels: readonly Level[],
  allocate: (sizeBytes: number) => ArrayBuffer,
): ArrayBuffer {
  const { image, offset, data, sha256 } = chunk;
  const parts: Uint8Array[] = [ImageChunk.encode({ image, offset, data: EMPTY, sha256: '' }).finish()];
  if (data.length > 0) parts.push(header(DATA_FIELD, data.length), data);
  if (sha256) parts.push(ImageChunk.encode({ image: undefined, offset: 0, data: EMPTY, sha256 }).finish());
  for (const { before, field } of levels.toReversed()) {
    parts.unshift(before, header(field, totalLength(parts)));
  }
  const buffer = allocate(totalLength(parts));
  const bytes = new Uint8Array(buffer);
  let position = 0;
  for (const part of parts) {
    bytes.set(part, position);
    position += part.length;
  }
  return buffer;
}

const EMPTY = new Uint8Array(0);
const DATA_FIELD = 3;
const LENGTH_DELIMITED = 2;

function totalLength(parts: readonly Uint8Array[]): number {
  let length = 0;
  for (const part of parts) length += part.length;
  return length;
}

/** Tag and length of a length-delimited field. */
function header(field: number, length: number): Uint8Array {
  const bytes = [(field << 3) | LENGTH_DELIMITED];
  let rest = length;
  for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128);
  bytes.push(rest);
  return Uint8Array.from(bytes);
}
