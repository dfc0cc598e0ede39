import { MemoryState } from '@nanococoa/proto/common/v1/catalog.ts';
import { type Account, heldBytes, isService } from './account.ts';
import type { Waiter } from './waiting-line.ts';

/** What the parts of the ledger share: the accounts in the order in which they came, and those who wait. */
export interface MemoryBook {
  readonly budgetBytes: number;
  readonly accounts: Set<Account>;
  /** First come, first served. */
  readonly line: Waiter[];
}

/** What nobody holds, bytes; below 0 where processes took more than was reserved. */
export function freeBytes(book: MemoryBook): number {
  return book.budgetBytes - sumHeld(book, () => true);
}

/** What will be free once the processes that are being ended are gone, bytes. */
export function endingBytes(book: MemoryBook): number {
  return sumHeld(book, (account) => account.state === MemoryState.ENDING);
}

/** The most that one account can have when it is alone with the service, bytes. */
export function largestBytes(book: MemoryBook): number {
  return book.budgetBytes - sumHeld(book, isService);
}

/** What pinned accounts other than `holder` keep from everybody, bytes. */
export function pinnedBytes(book: MemoryBook, holder: Account | undefined): number {
  return sumHeld(
    book,
    (account) => account.pinned && account !== holder && account.state !== MemoryState.ENDING,
  );
}

function sumHeld(book: MemoryBook, matches: (account: Account) => boolean): number {
  let bytes = 0;
  for (const account of book.accounts) if (matches(account)) bytes += heldBytes(account);
  return bytes;
}
