import { type Account, heldBytes, isEvictable } from './account.ts';
import type { MemoryBook } from './memory-book.ts';
import type { Waiter } from './waiting-line.ts';

/**
 * The idle accounts that have to go so that `bytes` become free for `waiter`, those idle for longest first; undefined
 * when even all of them are not enough. One that turns out not to be needed, because a larger one goes as well, stays.
 */
export function chooseEvicted(book: MemoryBook, bytes: number, waiter: Waiter): Account[] | undefined {
  const chosen: Account[] = [];
  let freed = 0;
  for (const account of evictable(book, waiter)) {
    if (freed >= bytes) break;
    chosen.push(account);
    freed += heldBytes(account);
  }
  if (freed < bytes) return undefined;
  for (const account of chosen.toReversed()) {
    if (freed - heldBytes(account) < bytes) continue;
    chosen.splice(chosen.indexOf(account), 1);
    freed -= heldBytes(account);
  }
  return chosen;
}

/**
 * The accounts that may go for `waiter`, in the order in which they should. One that stands in line itself, for more
 * memory, is wanted: it goes last, and never for somebody behind it. Were it never to go at all, two that want more
 * would wait for each other.
 */
export function evictable(book: MemoryBook, waiter: Waiter): Account[] {
  const place = new Map<Account, number>();
  book.line.forEach((other, index) => {
    if (other.holder) place.set(other.holder, index);
  });
  const own = book.line.indexOf(waiter);
  return [...book.accounts]
    .filter((account) => isEvictable(account) && (place.get(account) ?? book.line.length) > own)
    .sort(
      (a, b) => (place.get(b) ?? book.line.length) - (place.get(a) ?? book.line.length) || a.since - b.since,
    );
}
