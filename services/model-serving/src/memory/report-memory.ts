import {
  type MemoryEntry,
  type MemoryLedger as MemoryReport,
  MemoryState,
} from '@nanococoa/proto/common/v1/catalog.ts';
import { type Account, heldBytes } from './account.ts';
import type { MemoryBook } from './memory-book.ts';

/** The ledger as people and other services see it. What processes share counts once: the largest such part. */
export function reportMemory(book: MemoryBook, device: string): MemoryReport {
  const accounts = [...book.accounts];
  const sharedBytes = Math.max(0, ...accounts.map((account) => account.sharedBytes));
  return {
    budgetBytes: book.budgetBytes,
    reservedBytes: accounts.reduce((sum, account) => sum + heldBytes(account), 0),
    measuredBytes: accounts.reduce((sum, account) => sum + account.measuredBytes, sharedBytes),
    entries: accounts.map((account) => reportEntry(account, device)),
    waiting: book.line.length,
  };
}

function reportEntry(account: Account, device: string): MemoryEntry {
  const idlePinned = account.state === MemoryState.IDLE && account.pinned;
  return {
    name: account.name,
    kind: account.kind,
    state: idlePinned ? MemoryState.PINNED : account.state,
    predictedBytes: account.request.predictedBytes,
    reservedBytes: heldBytes(account),
    measuredBytes: account.measuredBytes,
    peakBytes: account.peakBytes,
    device,
  };
}
