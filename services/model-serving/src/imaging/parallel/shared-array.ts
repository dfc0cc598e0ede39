import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;

/**
 * Shared memory that may have become garbage before it is collected. V8 does not count shared buffers against a heap
 * and would let pictures pile up; a collection takes some 10 ms.
 */
const GARBAGE_BYTES = 128 * 2 ** 20;

let sinceStart = 0;
let sinceCollection = 0;

/** Zeros that band threads can work on, too. */
export function sharedFloats(length: number): Float32Array {
  count(length * Float32Array.BYTES_PER_ELEMENT);
  return new Float32Array(new SharedArrayBuffer(length * Float32Array.BYTES_PER_ELEMENT));
}

/** Zeros that band threads can work on, too. */
export function sharedBytes(length: number): Uint8Array {
  count(length);
  return new Uint8Array(new SharedArrayBuffer(length));
}

/** The same values where band threads see them without a copy of their own. */
export function toShared(values: Float32Array): Float32Array {
  if (isShared(values)) return values;
  const shared = sharedFloats(values.length);
  shared.set(values);
  return shared;
}

/** The same bytes where band threads see them without a copy of their own. */
export function toSharedBytes(bytes: Uint8Array): Uint8Array {
  if (isShared(bytes)) return bytes;
  const shared = sharedBytes(bytes.length);
  shared.set(bytes);
  return shared;
}

/** Whether band threads see what is written to it. */
export function isShared({ buffer }: ArrayBufferView): boolean {
  return buffer instanceof SharedArrayBuffer;
}

/** Bytes of shared memory that this thread has ever asked for. */
export function sharedBytesAllocated(): number {
  return sinceStart;
}

/** Frees the pictures that nobody needs any more, if they may be many. */
export function collectShared(): void {
  if (sinceCollection === 0) return;
  sinceCollection = 0;
  gc();
}

/** In a thread that was given arrays of others: `bytes` more may be garbage now. */
export function countShared(bytes: number): void {
  sinceCollection += bytes;
  if (sinceCollection > GARBAGE_BYTES) collectShared();
}

function count(bytes: number): void {
  if (sinceCollection + bytes > GARBAGE_BYTES) collectShared();
  sinceCollection += bytes;
  sinceStart += bytes;
}
