/** A number as a Protobuf field: a varint, of a value from 0 to 2^53. */
export function intField(field: number, value: number): Buffer {
  return Buffer.concat([varint(field * 8), varint(value)]);
}

/** Text, bytes or a message as a Protobuf field: its length, then itself. */
export function bytesField(field: number, ...parts: (string | Uint8Array)[]): Buffer {
  const value = parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part));
  const length = value.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([varint(field * 8 + 2), varint(length), ...value]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return Buffer.from([...bytes, rest]);
}
