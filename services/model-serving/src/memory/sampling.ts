import { type Account, isService } from './account.ts';
import type { AccountEnder } from './end-account.ts';
import { findExcess, recordSample } from './measure-accounts.ts';
import type { MemoryBook } from './memory-book.ts';
import type { MemorySampler } from './sample-memory.ts';

export interface SamplingOptions {
  book: MemoryBook;
  sample: MemorySampler;
  intervalMs: number;
  now(): number;
  ender: AccountEnder;
  serve(): unknown;
  changed(): void;
}

export interface Sampling {
  /** Measures regularly for as long as there are processes; the timer keeps nothing alive. */
  start(): void;
  stop(): void;
  /** Measures one account's process now. */
  measure(account: Account): void;
}

/** Measures the processes of the accounts, and has those ended that take too much. */
export function createSampling(options: SamplingOptions): Sampling {
  const { book, sample, ender } = options;
  let timer: NodeJS.Timeout | undefined;
  let toldBytes = new Map<Account, number>();
  let toldAt = Number.NEGATIVE_INFINITY;

  const stop = () => {
    clearInterval(timer);
    timer = undefined;
  };

  const measureAll = () => {
    const attached = [...book.accounts].filter((account) => account.pid !== undefined);
    if (attached.every(isService)) {
      stop();
      return;
    }
    const samples = sample(attached.flatMap(({ pid }) => pid ?? []));
    for (const account of attached) {
      // A process that is gone without its account being closed holds what it held: its owner will say so.
      const measured = samples.get(account.pid ?? 0);
      if (measured) recordSample(account, measured);
    }
    const { exceeding, evicted } = findExcess(book);
    exceeding.forEach(ender.exceed);
    evicted.forEach(ender.evict);
    tellMeasured();
    options.serve();
  };

  const tellMeasured = () => {
    if (options.now() - toldAt < TELL_INTERVAL_MS) return;
    let moved = 0;
    for (const account of book.accounts) {
      moved += Math.abs(account.measuredBytes - (toldBytes.get(account) ?? 0));
    }
    if (moved < NOTEWORTHY_BYTES) return;
    toldAt = options.now();
    toldBytes = new Map([...book.accounts].map((account) => [account, account.measuredBytes]));
    options.changed();
  };

  return {
    start() {
      timer ??= setInterval(measureAll, options.intervalMs).unref();
    },
    stop,
    measure(account) {
      if (account.pid === undefined) return;
      const measured = sample([account.pid]).get(account.pid);
      if (measured) recordSample(account, measured);
    },
  };
}

/** Measured values move all the time; a panel for people needs no more. */
const TELL_INTERVAL_MS = 1000;
const NOTEWORTHY_BYTES = 1024 * 1024;
