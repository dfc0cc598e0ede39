import { CHUNK_BYTES } from '../limits/image-limits.ts';

/** Memory of its own, for a message that is read later. Not filled with zeros first, and not from Buffer's pool. */
export function ownMemory(sizeBytes: number): ArrayBuffer {
  return Buffer.allocUnsafeSlow(sizeBytes).buffer;
}

/**
 * The same memory each time, for a message that is read before the next one is encoded: grpc-js's server copies
 * a response into its frame in the turn in which it is serialized. Its client does not: there a request passes a
 * filter that may wait. A buffer outside of the heap for every chunk makes V8 collect all of it many times a second.
 */
export function sharedMemory(sizeBytes: number): ArrayBuffer {
  if (sizeBytes > shared.maxByteLength) return ownMemory(sizeBytes);
  shared.resize(sizeBytes);
  return shared;
}

/** A chunk and what is around it: an image's metadata and digests. */
const shared = new ArrayBuffer(0, { maxByteLength: CHUNK_BYTES + 64 * 1024 });
