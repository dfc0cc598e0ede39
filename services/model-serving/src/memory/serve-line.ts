import { type Account, heldBytes } from './account.ts';
import { chooseEvicted, evictable } from './choose-evicted.ts';
import { endingBytes, freeBytes, type MemoryBook } from './memory-book.ts';
import type { Waiter } from './waiting-line.ts';

export interface ServeLineOptions {
  book: MemoryBook;
  now: number;
  /** Bytes to reserve for it. */
  estimate(waiter: Waiter): number;
  /** Why waiting is in vain; undefined: it is not. */
  refusal(waiter: Waiter): Error | undefined;
  /** Has its process ended. */
  evict(account: Account): void;
}

/**
 * Grants memory to those in line, first come, first served, and has idle processes ended for them.
 *
 * From the front, each is promised what is free, what is being freed, and what evicting would free, until there is one
 * for whom that is not enough: it waits for work to end, and all behind it wait with it, however small they are, so
 * that a large request is not overtaken for ever. Of those with a promise each is granted its memory as soon as it is
 * free: a small one may pass a larger one in front that waits for a process to be gone, as it takes nothing from it.
 *
 * Nobody is evicted in vain, only when it makes enough room. Unless the first in line has waited for PATIENCE_MS:
 * where idle processes take turns in being used, they would never all be idle at once.
 */
export function serveLine({ book, now, estimate, refusal, evict }: ServeLineOptions): void {
  let promisedBytes = 0;
  for (const waiter of [...book.line]) {
    // Evicting a process refuses its owner's own request.
    if (!book.line.includes(waiter)) continue;
    const error = refusal(waiter);
    if (error) {
      waiter.refuse(error);
      continue;
    }
    waiter.promised = false;
    const bytes = estimate(waiter);
    const needed = neededBytes(waiter, bytes);
    const missing = promisedBytes + needed - freeBytes(book) - endingBytes(book);
    if (missing > 0) {
      const evicted = chooseEvicted(book, missing, waiter);
      const impatient = promisedBytes === 0 && now - waiter.since >= PATIENCE_MS;
      for (const account of evicted ?? (impatient ? evictable(book, waiter) : [])) evict(account);
      if (!evicted) break;
    }
    // An evicted process may be gone already.
    if (needed <= freeBytes(book)) {
      waiter.grant(bytes);
    } else {
      waiter.promised = true;
      promisedBytes += needed;
    }
  }
}

/** What it takes from the free memory to hold `bytes`. */
export function neededBytes(waiter: Pick<Waiter, 'holder'>, bytes: number): number {
  return bytes - (waiter.holder ? heldBytes(waiter.holder) : 0);
}

/** Longer than most work on a warm model takes, short beside a load. */
const PATIENCE_MS = 1000;
