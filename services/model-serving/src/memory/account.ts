import { MemoryKind, MemoryState } from '@nanococoa/proto/common/v1/catalog.ts';
import type { MemoryUse } from './memory-ledger.ts';

/** An account as the ledger keeps it. */
export interface Account {
  readonly name: string;
  readonly kind: MemoryKind;
  readonly onExceeded: (measuredBytes: number, reservedBytes: number) => void;
  /** What it was last granted memory for. */
  request: MemoryUse;
  /** What was granted; `heldBytes` is what counts. */
  reservedBytes: number;
  /** What was granted before being idle made it less. */
  grantedBytes: number;
  pid: number | undefined;
  /** Private memory when it was measured last, bytes. */
  measuredBytes: number;
  /** Memory shared with other processes, such as program code, when it was measured last, bytes. */
  sharedBytes: number;
  /** The most private memory that its process ever had, bytes. */
  peakBytes: number;
  /** The most since it was granted memory under this key, bytes: what is learnt. */
  usePeakBytes: number;
  /** The process's high-water mark when that began; only a higher one belongs to this use. */
  useHighWaterBytes: number;
  /** High-water mark of the whole resident memory when it was measured last, bytes. */
  highWaterBytes: number;
  state: MemoryState;
  /** When the state began, on the ledger's clock. */
  since: number;
  pinned: boolean;
  closed: boolean;
  evict: (() => void) | undefined;
}

export function createAccount(
  fields: Pick<Account, 'name' | 'kind' | 'onExceeded' | 'request' | 'reservedBytes' | 'since'>,
): Account {
  return {
    ...fields,
    grantedBytes: fields.reservedBytes,
    pid: undefined,
    measuredBytes: 0,
    sharedBytes: 0,
    peakBytes: 0,
    usePeakBytes: 0,
    useHighWaterBytes: 0,
    highWaterBytes: 0,
    state: MemoryState.LOADING,
    pinned: false,
    closed: false,
    evict: undefined,
  };
}

/** What an account takes from the budget: what was granted, or what it really has where that is more. */
export function heldBytes(account: Account): number {
  return Math.max(account.reservedBytes, account.measuredBytes);
}

/** Whether it may be evicted now. */
export function isEvictable(account: Account): boolean {
  return account.state === MemoryState.IDLE && !account.pinned && account.evict !== undefined;
}

export function enterState(account: Account, state: MemoryState, now: number): void {
  account.state = state;
  account.since = now;
}

/** What the service itself keeps; it is never evicted. */
export function isService(account: Account): boolean {
  return account.kind === MemoryKind.SERVICE;
}

/** What a request is for, without how long it waits. */
export function useOf({ estimateKey, predictedBytes, headroom }: MemoryUse): MemoryUse {
  return headroom === undefined ? { estimateKey, predictedBytes } : { estimateKey, predictedBytes, headroom };
}
