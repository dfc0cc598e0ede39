import type { Logger } from '@nanococoa/common/log/create-logger.ts';
import type { Account } from './account.ts';
import type { Margin } from './estimate-memory.ts';
import type { MemoryEstimates } from './estimates.ts';
import type { MemoryBook } from './memory-book.ts';
import type { MemoryUse } from './memory-ledger.ts';
import type { BusyTimes } from './retry-after.ts';

/** What opening, using and closing accounts share. */
export interface LedgerParts {
  readonly book: MemoryBook;
  readonly busyTimes: BusyTimes;
  readonly estimates: MemoryEstimates;
  readonly maxWaiting: number;
  readonly log: Logger;
  now(): number;
  /** Bytes to reserve for a request, by a new account or by `holder`. */
  bytesFor(request: MemoryUse, holder: Account | undefined): number;
  /** Measured memory with what a use may take in addition, bytes. */
  withMargin: Margin;
  /** Serves those in line; to be called after whatever may have made room. False: it is about to be done. */
  serve(): boolean;
  /** Measures an account's process now. */
  measure(account: Account): void;
  /** An account has a process from now on: it is measured regularly. */
  attached(): void;
  /** The report is another one. */
  changed(): void;
}
