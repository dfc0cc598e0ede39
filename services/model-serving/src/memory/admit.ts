import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { Account } from './account.ts';
import type { LedgerParts } from './ledger-parts.ts';
import { largestBytes, type MemoryBook, pinnedBytes } from './memory-book.ts';
import type { MemoryRequest } from './memory-ledger.ts';
import { LONGEST_MS, retryAfterMs } from './retry-after.ts';
import { neededBytes } from './serve-line.ts';
import { joinLine } from './waiting-line.ts';

export interface AdmitOptions<Granted> {
  request: MemoryRequest;
  /** The account that asks for another amount. */
  holder: Account | undefined;
  /** Reserves the bytes that were granted. */
  take(bytes: number): Granted;
}

/**
 * Grants a request its memory: at once where it is free or given back, when its turn in line has come, or not at all.
 * A request that may not wait is not refused where evicting idle processes makes room: it waits for them to be gone,
 * but not longer than EVICTION_MS.
 */
export async function admit<Granted>(parts: LedgerParts, options: AdmitOptions<Granted>): Promise<Granted> {
  const { book, now } = parts;
  const { request, holder, take } = options;
  request.signal?.throwIfAborted();
  const bytes = parts.bytesFor(request, holder);
  const refusal = whyNever(book, bytes, holder);
  if (refusal) throw refusal;
  if (holder && neededBytes({ holder }, bytes) <= 0) return take(bytes);

  const full = () =>
    memoryFull(book, bytes, retryAfterMs(book, bytesUpTo(parts, options), now(), parts.busyTimes));
  if (book.line.length >= parts.maxWaiting) throw full();

  const onGivenUp = () => {
    parts.serve();
    parts.changed();
  };
  const place = joinLine(book.line, { request, holder, since: now(), take, onGivenUp });
  // Asked for by an owner that is being told to evict: the line is served once it has been told.
  if (!parts.serve()) await Promise.resolve();
  if (book.line.includes(place.waiter)) {
    const waitMs = Math.max(request.maxWaitMs, place.waiter.promised ? EVICTION_MS : 0);
    if (waitMs > 0) place.wait(waitMs, full);
    else place.waiter.refuse(full());
    parts.changed();
  }
  return await place.granted;
}

/** What it needs from the free memory together with those in line before it. */
function bytesUpTo(parts: LedgerParts, { request, holder }: AdmitOptions<unknown>): number {
  const { line } = parts.book;
  const place = line.findIndex((waiter) => waiter.request === request);
  const ahead = place === -1 ? line : line.slice(0, place);
  return [...ahead, { request, holder }].reduce(
    (sum, waiter) => sum + neededBytes(waiter, parts.bytesFor(waiter.request, waiter.holder)),
    0,
  );
}

/** Why a request is not worth waiting for; undefined: it is. */
export function whyNever(book: MemoryBook, bytes: number, holder: Account | undefined): AppError | undefined {
  const largest = largestBytes(book);
  if (bytes > largest) {
    return new AppError('MODEL_TOO_LARGE', {
      metadata: { needed_bytes: String(bytes), largest_bytes: String(largest) },
    });
  }
  // What is pinned stays for as long as somebody wants it to: to wait for that is no use.
  if (bytes > largest - pinnedBytes(book, holder)) return memoryFull(book, bytes, LONGEST_MS);
  return undefined;
}

export function memoryFull(book: MemoryBook, bytes: number, retryAfterMs: number): AppError {
  return new AppError('MEMORY_FULL', {
    retryAfterMs,
    metadata: { needed_bytes: String(bytes), budget_bytes: String(book.budgetBytes) },
  });
}

/** A killed process is gone after 20 to 60 ms; one that has this long to go hangs in the kernel. */
const EVICTION_MS = 1000;

/** When to ask again for memory whose process is being ended. */
export const GONE_RETRY_MS = 250;
