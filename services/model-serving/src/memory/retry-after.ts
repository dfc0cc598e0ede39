import { type MemoryKind, MemoryState } from '@nanococoa/proto/common/v1/catalog.ts';
import { type Account, heldBytes, isEvictable, isService } from './account.ts';
import { endingBytes, freeBytes, type MemoryBook } from './memory-book.ts';

/** How long accounts stay busy: moving averages, by what they are for. */
export interface BusyTimes {
  add(kind: MemoryKind, busyMs: number): void;
  averageMs(kind: MemoryKind): number;
}

export function createBusyTimes(): BusyTimes {
  const averages = new Map<MemoryKind, number>();
  return {
    add(kind, busyMs) {
      const before = averages.get(kind) ?? busyMs;
      averages.set(kind, before + NEW_SHARE * (busyMs - before));
    },
    averageMs: (kind) => averages.get(kind) ?? UNKNOWN_BUSY_MS,
  };
}

/**
 * When `bytes` should be there, milliseconds from now, 250 to 30,000: when enough of those at work should have ended
 * that evicting them makes room, each after the average time of its kind.
 */
export function retryAfterMs(book: MemoryBook, bytes: number, now: number, busyTimes: BusyTimes): number {
  const idle = [...book.accounts].filter(isEvictable);
  let missing = bytes - freeBytes(book) - endingBytes(book);
  for (const account of idle) missing -= heldBytes(account);

  const ends = [...book.accounts]
    .filter(isAtWork)
    .map((account) => ({
      bytes: heldBytes(account),
      inMs: Math.max(0, busyTimes.averageMs(account.kind) - (now - account.since)),
    }))
    .sort((a, b) => a.inMs - b.inMs);
  let waitMs = 0;
  for (const end of ends) {
    if (missing <= 0) break;
    missing -= end.bytes;
    waitMs = end.inMs;
  }
  // Not even all of them make room: those in line come before, or it is pinned.
  if (missing > 0) waitMs = LONGEST_MS;
  return Math.round(Math.min(LONGEST_MS, Math.max(SHORTEST_MS, waitMs)));
}

function isAtWork(account: Account): boolean {
  const works = account.state === MemoryState.BUSY || account.state === MemoryState.LOADING;
  return works && !account.pinned && !isService(account);
}

/** Sooner than a process can be gone and another one loaded is no use. */
const SHORTEST_MS = 250;
/** Longer than any average is worth believing. */
export const LONGEST_MS = 30_000;
/** Before anything was measured. */
const UNKNOWN_BUSY_MS = 1000;
const NEW_SHARE = 0.2;
