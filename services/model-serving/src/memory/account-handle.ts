import { MemoryState } from '@nanococoa/proto/common/v1/catalog.ts';
import { type Account, enterState, heldBytes, useOf } from './account.ts';
import { admit, GONE_RETRY_MS, memoryFull } from './admit.ts';
import { learnFromEnd, learnFromUse } from './estimate-memory.ts';
import type { LedgerParts } from './ledger-parts.ts';
import { beginUse } from './measure-accounts.ts';
import { freeBytes } from './memory-book.ts';
import type { MemoryAccount, MemoryRequest } from './memory-ledger.ts';

/** An account as its owner has it. */
export function createAccountHandle(parts: LedgerParts, account: Account): MemoryAccount {
  const isGone = () => account.closed || account.state === MemoryState.ENDING;
  return {
    get reservedBytes() {
      return heldBytes(account);
    },
    attach(pid) {
      if (account.closed) return;
      // A process that changes hands, such as a spare one that becomes a model's, counts once.
      for (const other of parts.book.accounts) if (other.pid === pid) other.pid = undefined;
      account.pid = pid;
      parts.attached();
    },
    async resize(request) {
      if (isGone()) throw memoryFull(parts.book, parts.bytesFor(request, account), GONE_RETRY_MS);
      await admit(parts, {
        request,
        holder: account,
        take: (bytes) => regrant(parts, account, request, bytes),
      });
    },
    idle(evict) {
      if (!isGone()) rest(parts, account, evict);
    },
    busy() {
      if (!isGone()) work(parts, account);
    },
    pin(pinned) {
      if (account.closed || account.pinned === pinned) return;
      account.pinned = pinned;
      parts.changed();
      parts.serve();
    },
    close() {
      if (!account.closed) end(parts, account);
    },
  };
}

/** Its memory is for another use from now on. It counts as busy: whoever asks for memory is about to use it. */
function regrant(parts: LedgerParts, account: Account, request: MemoryRequest, bytes: number): void {
  parts.measure(account);
  // The peak of the same use goes on, because what it took to load the model belongs to it.
  if (request.estimateKey !== account.request.estimateKey) {
    learnFromEnd(account, parts.estimates);
    beginUse(account);
  }
  account.request = useOf(request);
  account.reservedBytes = bytes;
  account.grantedBytes = bytes;
  if (account.state === MemoryState.IDLE) enterState(account, MemoryState.BUSY, parts.now());
  account.evict = undefined;
  parts.changed();
  parts.serve();
}

function rest(parts: LedgerParts, account: Account, evict: () => void): void {
  parts.measure(account);
  learnFromUse(account, parts.estimates);
  noteBusyTime(parts, account);
  // Without a measurement nothing is known about what it needs to stay.
  if (account.measuredBytes > 0) {
    account.reservedBytes = Math.min(
      account.reservedBytes,
      parts.withMargin(account.measuredBytes, account.request),
    );
  }
  account.evict = evict;
  enterState(account, MemoryState.IDLE, parts.now());
  parts.changed();
  parts.serve();
}

/**
 * It is in use. Of what it gave back when it became idle it gets what is free and nobody waits for, because the same
 * work takes the same again; more than that only `resize` can ask for.
 */
function work(parts: LedgerParts, account: Account): void {
  if (account.state === MemoryState.BUSY) return;
  if (account.state === MemoryState.IDLE && parts.book.line.length === 0) {
    const possible = heldBytes(account) + Math.max(0, freeBytes(parts.book));
    account.reservedBytes = Math.max(account.reservedBytes, Math.min(account.grantedBytes, possible));
  }
  account.evict = undefined;
  enterState(account, MemoryState.BUSY, parts.now());
  parts.changed();
}

function end(parts: LedgerParts, account: Account): void {
  learnFromEnd(account, parts.estimates);
  noteBusyTime(parts, account);
  account.closed = true;
  account.evict = undefined;
  parts.book.accounts.delete(account);
  for (const waiter of parts.book.line.filter(({ holder }) => holder === account)) {
    waiter.refuse(memoryFull(parts.book, parts.bytesFor(waiter.request, undefined), GONE_RETRY_MS));
  }
  parts.changed();
  parts.serve();
}

function noteBusyTime(parts: LedgerParts, account: Account): void {
  if (account.state !== MemoryState.BUSY && account.state !== MemoryState.LOADING) return;
  parts.busyTimes.add(account.kind, parts.now() - account.since);
}
