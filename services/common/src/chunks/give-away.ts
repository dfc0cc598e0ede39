/** Bytes of which nobody needs anything after they have been encoded. */
const givenAway = new WeakSet<Uint8Array>();

/**
 * Says that nobody reads these bytes after they have been sent as a response's chunk. Their memory is given back as
 * soon as they are encoded, and not when V8 next collects: a service through which images pass makes no garbage of
 * their size.
 */
export function giveAway(bytes: Uint8Array): Uint8Array {
  givenAway.add(bytes);
  return bytes;
}

/** Gives the memory of bytes that were given away back. They are empty from then on. */
export function freeGivenAway(bytes: Uint8Array): void {
  if (!givenAway.has(bytes)) return;
  const { buffer } = bytes;
  // A buffer that others share (Node's pool, a larger read that was cut) is not ours to free.
  if (buffer instanceof ArrayBuffer && buffer.byteLength - bytes.byteLength <= AROUND_BYTES) {
    if (bytes.byteLength >= WORTHWHILE_BYTES) buffer.transfer(0);
  }
}

/** What a received message holds besides its chunk's bytes. */
const AROUND_BYTES = 1024;
/** Above all that Node cuts from its pool of 8 KiB (twice that with room to spare). */
const WORTHWHILE_BYTES = 16 * 1024;
