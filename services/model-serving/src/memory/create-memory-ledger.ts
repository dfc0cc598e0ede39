import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { Logger } from '@nanococoa/common/log/create-logger.ts';
import { MemoryKind, MemoryState } from '@nanococoa/proto/common/v1/catalog.ts';
import { type Account, createAccount, enterState, useOf } from './account.ts';
import { createAccountHandle } from './account-handle.ts';
import { admit, whyNever } from './admit.ts';
import { neverNested, onceATick } from './call-once.ts';
import { createAccountEnder } from './end-account.ts';
import { createMargin, estimateBytes } from './estimate-memory.ts';
import type { MemoryEstimates } from './estimates.ts';
import type { LedgerParts } from './ledger-parts.ts';
import { largestBytes, type MemoryBook } from './memory-book.ts';
import type { MemoryLedger } from './memory-ledger.ts';
import { reportMemory } from './report-memory.ts';
import { createBusyTimes } from './retry-after.ts';
import type { MemorySampler } from './sample-memory.ts';
import { createSampling } from './sampling.ts';
import { serveLine } from './serve-line.ts';

export interface MemoryLedgerOptions {
  /** What all processes together may take, bytes. */
  budgetBytes: number;
  /** What this process keeps of it for itself, bytes; 0: it takes none, as of a device's memory. */
  serviceBytes: number;
  /** Requests that may wait; more are refused at once. Default 64: what a worker with 64 slots can have under way. */
  maxWaiting?: number;
  /** What was measured before; closed with the ledger. */
  estimates: MemoryEstimates;
  sample: MemorySampler;
  /** Default 100: an excess is seen soon, for about a thousandth of a core with five processes. */
  sampleIntervalMs?: number;
  /** What a process may always take on top of what it took before, bytes; default 8 MiB. */
  leastHeadroomBytes?: number;
  /** The device whose memory it is, such as "cuda:0"; default "": main memory. Each has a ledger of its own. */
  device?: string;
  /** A clock in milliseconds that never goes back. */
  now?: () => number;
  log: Logger;
  /** The report is another one: at once for who holds what, at most once a second for what is measured. */
  onChange(): void;
}

/** A bare process was seen to grow by 7 MB in its first second at rest. */
const LEAST_HEADROOM_BYTES = 8 * 2 ** 20;

/** Opens the ledger of one kind of memory, main memory or a device's. */
export function createMemoryLedger(options: MemoryLedgerOptions): MemoryLedger {
  const { budgetBytes, serviceBytes, estimates, log, device = '', now = () => performance.now() } = options;
  const book: MemoryBook = { budgetBytes, accounts: new Set(), line: [] };
  const withMargin = createMargin(options.leastHeadroomBytes ?? LEAST_HEADROOM_BYTES);
  let closed = false;

  const bytesFor: LedgerParts['bytesFor'] = (request, holder) => {
    const estimate = estimateBytes(request, estimates, largestBytes(book), withMargin);
    // What a process has it does not give back for work that takes less.
    return holder
      ? Math.max(estimate, Math.min(holder.reservedBytes, withMargin(holder.measuredBytes, request)))
      : estimate;
  };
  const changed = onceATick(() => {
    if (!closed) options.onChange();
  });
  const ender = createAccountEnder({ book, estimates, log, now, bytesFor, changed });
  const serve = neverNested(() =>
    serveLine({
      book,
      now: now(),
      estimate: (waiter) => bytesFor(waiter.request, waiter.holder),
      refusal: (waiter) => whyNever(book, bytesFor(waiter.request, waiter.holder), waiter.holder),
      evict: ender.evict,
    }),
  );
  const sampling = createSampling({
    book,
    sample: options.sample,
    intervalMs: options.sampleIntervalMs ?? 100,
    now,
    ender,
    serve,
    changed,
  });
  const parts: LedgerParts = {
    book,
    busyTimes: createBusyTimes(),
    estimates,
    maxWaiting: options.maxWaiting ?? 64,
    log,
    now,
    bytesFor,
    withMargin,
    serve,
    measure: sampling.measure,
    attached: sampling.start,
    changed,
  };
  if (serviceBytes > 0) sampling.measure(openService(book, serviceBytes, now()));

  return {
    async open(request) {
      if (closed) throw new AppError('SHUTTING_DOWN');
      const take = (reservedBytes: number) => {
        const { name, kind, onExceeded } = request;
        const use = useOf(request);
        const account = createAccount({ name, kind, onExceeded, request: use, reservedBytes, since: now() });
        book.accounts.add(account);
        changed();
        return createAccountHandle(parts, account);
      };
      return await admit(parts, { request, holder: undefined, take });
    },
    estimate: (request) => bytesFor(request, undefined),
    report: () => reportMemory(book, device),
    async close() {
      if (closed) return;
      closed = true;
      sampling.stop();
      for (const waiter of [...book.line]) waiter.refuse(new AppError('SHUTTING_DOWN'));
      estimates.close();
    },
  };
}

function openService(book: MemoryBook, serviceBytes: number, now: number): Account {
  const account = createAccount({
    name: 'service',
    kind: MemoryKind.SERVICE,
    onExceeded: () => {},
    request: { estimateKey: 'service', predictedBytes: serviceBytes },
    reservedBytes: serviceBytes,
    since: now,
  });
  account.pid = process.pid;
  enterState(account, MemoryState.BUSY, now);
  book.accounts.add(account);
  return account;
}
