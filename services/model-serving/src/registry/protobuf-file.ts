import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** A field of a Protobuf message in a file. */
export interface ProtobufField {
  number: number;
  /** 0: varint; 1: 8 bytes; 2: bytes, text or a message; 5: 4 bytes. */
  wireType: number;
  /** Of wire type 0; of others 0. */
  value: number;
  /** Where its content lies, in bytes of the file: from `start` up to `end`. */
  start: number;
  end: number;
}

/** Reads Protobuf from a file through a small window: what is skipped is never read. */
export interface ProtobufFile {
  sizeBytes: number;
  /** The fields between two offsets, one after another. @throws NotProtobuf */
  fields(start: number, end: number): Generator<ProtobufField>;
  /** Text, which must be UTF-8. @throws NotProtobuf when it is not, or is longer than `maxBytes` */
  text(field: ProtobufField, maxBytes: number): string;
  close(): void;
}

/** The bytes are no Protobuf message. */
export class NotProtobuf extends Error {}

const WINDOW_BYTES = 64 * 1024;

/** Some 20 times what the largest models have that people use; a file made of nothing but fields ends here. */
const MAX_FIELDS = 20_000_000;

const MAX_VARINT_BYTES = 10;

/** Opens a file that is no link. @throws errors of the file system, ELOOP for a link */
export function openProtobufFile(path: string): ProtobufFile {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  const sizeBytes = fstatSync(fd).size;
  const window = Buffer.alloc(WINDOW_BYTES);
  let windowStart = 0;
  let windowEnd = 0;
  let fieldCount = 0;
  let position = 0;

  const byte = (end: number): number => {
    if (position >= end) throw new NotProtobuf('it is cut short');
    if (position < windowStart || position >= windowEnd) {
      windowStart = position;
      windowEnd = position + readSync(fd, window, 0, WINDOW_BYTES, position);
      if (position >= windowEnd) throw new NotProtobuf('it is cut short');
    }
    return window[position++ - windowStart] ?? 0;
  };
  const varint = (end: number): number => {
    let value = 0;
    for (let index = 0; index < MAX_VARINT_BYTES; index++) {
      const next = byte(end);
      // Beyond 2^53 the number is not exact; no length or number that is looked at is that large.
      value += (next & 127) * 2 ** (7 * index);
      if (next < 128) return value;
    }
    throw new NotProtobuf('it has a number of more than 10 bytes');
  };
  const lengthOf = (wireType: number, end: number): number => {
    if (wireType === 1) return 8;
    if (wireType === 2) return varint(end);
    if (wireType === 5) return 4;
    throw new NotProtobuf(`it has a field of the unknown kind ${wireType}`);
  };

  return {
    sizeBytes,
    *fields(start, end) {
      for (let next = start; next < end; ) {
        if (++fieldCount > MAX_FIELDS) throw new NotProtobuf(`it has more than ${MAX_FIELDS} fields`);
        position = next;
        const tag = varint(end);
        const number = Math.floor(tag / 8);
        const wireType = tag % 8;
        if (number < 1 || number > 0x1fff_ffff) throw new NotProtobuf('it has a field without a number');
        const value = wireType === 0 ? varint(end) : 0;
        const length = wireType === 0 ? 0 : lengthOf(wireType, end);
        if (length > end - position) throw new NotProtobuf('it is cut short');
        const content = position;
        next = content + length;
        yield { number, wireType, value, start: content, end: next };
      }
    },
    text({ start, end }, maxBytes) {
      if (end - start > maxBytes) throw new NotProtobuf(`it has a name of more than ${maxBytes} bytes`);
      const bytes = Buffer.alloc(end - start);
      position = start;
      for (let index = 0; index < bytes.length; index++) bytes[index] = byte(end);
      try {
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
      } catch {
        throw new NotProtobuf('it has a name that is not UTF-8');
      }
    },
    close: () => closeSync(fd),
  };
}
