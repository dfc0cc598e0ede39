import { createHash } from 'node:crypto';
import { createThreadHash, type ThreadHash } from './hash-thread.ts';

/** SHA-256 of a stream that does not hold the event loop. */
export interface StreamHash {
  /**
   * Takes the next bytes, which must not change any more; resolves when the next ones may come. One call at a time.
   */
  update(bytes: Uint8Array): Promise<void>;
  /** The digest, lower-case hexadecimal. */
  digest(): Promise<string>;
}

/**
 * Up to here a stream is hashed in place, in 0.15 ms: handing it over and waiting for the answer takes the loop
 * as long.
 */
const IN_PLACE_BYTES = 256 * 1024;

/** A stream's hash: small ones in place, large ones on the process's hashing thread. */
export function createStreamHash(): StreamHash {
  /** What has come, while it is not clear whether the stream is small. */
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let thread: ThreadHash | undefined;

  return {
    async update(bytes) {
      if (thread) return await thread.update(bytes);
      held.push(bytes);
      heldBytes += bytes.length;
      if (heldBytes <= IN_PLACE_BYTES) return;
      thread = createThreadHash();
      for (const piece of held) await thread.update(piece);
      held = [];
    },
    async digest() {
      if (thread) return await thread.digest();
      const hash = createHash('sha256');
      for (const piece of held) hash.update(piece);
      return hash.digest('hex');
    },
  };
}
