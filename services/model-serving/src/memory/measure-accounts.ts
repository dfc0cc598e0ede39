import { MemoryState } from '@nanococoa/proto/common/v1/catalog.ts';
import { type Account, isEvictable, isService } from './account.ts';
import type { MemoryBook } from './memory-book.ts';
import type { MemorySample } from './sample-memory.ts';

/** Enters what was measured now. */
export function recordSample(account: Account, sample: MemorySample): void {
  const highWaterBytes = sample.peakBytes + sample.sharedBytes;
  account.measuredBytes = sample.privateBytes;
  account.sharedBytes = sample.sharedBytes;
  account.peakBytes = Math.max(account.peakBytes, sample.peakBytes);
  // A mark from before this use says nothing about it; a higher one was reached in it.
  const usePeak = highWaterBytes > account.useHighWaterBytes ? sample.peakBytes : sample.privateBytes;
  account.usePeakBytes = Math.max(account.usePeakBytes, usePeak);
  account.highWaterBytes = highWaterBytes;
}

/** What is measured from now on is of another use. */
export function beginUse(account: Account): void {
  account.usePeakBytes = account.measuredBytes;
  account.useHighWaterBytes = account.highWaterBytes;
}

/**
 * The accounts that have to end because of what was measured: those with more than a tenth above what they were
 * granted. Where all together have more than the budget, because each has a little more, it is the idle ones that go
 * (`evicted`), and if there are none the one that is furthest above its own.
 */
export function findExcess(book: MemoryBook): { exceeding: Account[]; evicted: Account[] } {
  const accounts = [...book.accounts].filter(
    (account) => account.state !== MemoryState.ENDING && !isService(account),
  );
  const exceeding = accounts.filter((account) => excessBytes(account) > account.reservedBytes * TOLERANCE);
  let over = -book.budgetBytes;
  for (const account of book.accounts) over += account.measuredBytes;
  const ending = [...book.accounts].some((account) => account.state === MemoryState.ENDING);
  if (over <= 0 || ending || exceeding.length > 0) return { exceeding, evicted: [] };

  const evicted: Account[] = [];
  for (const account of accounts.filter(isEvictable).sort((a, b) => a.since - b.since)) {
    if (over <= 0) break;
    evicted.push(account);
    over -= account.measuredBytes;
  }
  if (evicted.length > 0 || over <= book.budgetBytes * BUDGET_TOLERANCE) return { exceeding, evicted };
  const worst = accounts.sort((a, b) => excessBytes(b) - excessBytes(a))[0];
  return { exceeding: worst && excessBytes(worst) > 0 ? [worst] : [], evicted };
}

function excessBytes(account: Account): number {
  return account.measuredBytes - account.reservedBytes;
}

const TOLERANCE = 0.1;
/** Below what is allowed above the budget at any time, 5 %: it grows on until the process is gone. */
const BUDGET_TOLERANCE = 0.03;
