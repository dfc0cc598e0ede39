/** An array as the references hold it: base64 of little-endian numbers in row-major order. */
export interface StoredArray {
  s: number[];
  f32?: string;
  u8?: string;
  u16?: string;
}

/** The numbers as they are stored. */
export function numbersOf({ f32, u8, u16 }: StoredArray): Float32Array {
  const bytes = Buffer.from(f32 ?? u8 ?? u16 ?? '', 'base64');
  const { buffer } = new Uint8Array(bytes);
  if (f32 !== undefined) return new Float32Array(buffer);
  return Float32Array.from(u8 !== undefined ? new Uint8Array(buffer) : new Uint16Array(buffer));
}

/** The arrays of a stack, one for each entry of its first axis. */
export function rowsOf(stored: StoredArray): Float32Array[] {
  const all = numbersOf(stored);
  const [count] = stored.s;
  const length = all.length / count;
  return Array.from({ length: count }, (_, row) => all.slice(row * length, (row + 1) * length));
}

/** Largest difference, relative to the largest expected value where that is above 1. */
export function errorOf(actual: Float32Array, expected: Float32Array): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  let [error, largest] = [0, 1];
  for (let i = 0; i < expected.length; i++) {
    error = Math.max(error, Math.abs(actual[i] - expected[i]));
    largest = Math.max(largest, Math.abs(expected[i]));
  }
  return error / largest;
}
