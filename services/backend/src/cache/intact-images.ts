import { createHash } from 'node:crypto';
import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import type { Storage } from '../storage/storage.ts';

/** Some megabytes of memory at most. */
const MAX_REMEMBERED = 50_000;

/** Says whether an image's stored bytes are what they should be. */
export type IntactCheck = (image: Image) => Promise<boolean>;

/**
 * Makes a check of images. The first time in the life of this process all bytes are digested; after that only
 * their number is looked at, so that a cached job costs no more than a look at its files.
 */
export function createIntactCheck(storage: Pick<Storage, 'readImageBytes'>): IntactCheck {
  const digested = new Set<string>();

  return async ({ id, sizeBytes }) => {
    const isKnown = digested.has(id);
    const hash = createHash('sha256');
    let readBytes = isKnown ? sizeBytes - 1 : 0;
    try {
      for await (const piece of storage.readImageBytes(id, readBytes)) {
        readBytes += piece.length;
        if (!isKnown) hash.update(piece);
      }
    } catch {
      digested.delete(id);
      return false;
    }
    if (readBytes !== sizeBytes) return false;
    if (isKnown) return true;
    if (hash.digest('hex') !== id) return false;
    if (digested.size >= MAX_REMEMBERED) digested.clear();
    digested.add(id);
    return true;
  };
}
