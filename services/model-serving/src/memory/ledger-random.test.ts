import { MemoryState } from '@nanococoa/proto/common/v1/catalog.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTestLedger, type TestLedger } from './ledger-fixture.ts';
import type { MemoryAccount } from './memory-ledger.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** An owner of an account, as a plain model of what it may expect. */
interface Owner {
  account: MemoryAccount;
  pid: number;
  doing: 'works' | 'resizes' | 'rests' | 'ends';
  pinned: boolean;
  /** Not to be evicted: set while it works or is pinned. */
  evictions: number;
}

interface Asked {
  bytes: number;
  abort: AbortController;
  settled: 'no' | 'granted' | 'refused' | 'aborted';
}

test.each(Array.from({ length: 20 }, (_, seed) => seed))(
  'random use, seed %i, keeps every promise',
  async (seed) => {
    const random = seededRandom(seed);
    const below = (end: number) => Math.floor(random() * end);
    const ledgerTest = createTestLedger({ maxWaiting: 6 });
    const owners: Owner[] = [];
    const asked: Asked[] = [];
    const violations: string[] = [];
    let nextPid = 100;

    const ask = () => {
      const request: Asked = { bytes: 1 + below(800), abort: new AbortController(), settled: 'no' };
      asked.push(request);
      const name = `model ${asked.length}`;
      const waits = { maxWaitMs: [0, 500, 20_000][below(3)] ?? 0, signal: request.abort.signal };
      ledgerTest.open(name, request.bytes, waits).then(
        (account) => {
          request.settled = 'granted';
          const pid = nextPid++;
          owners.push({ account, pid, doing: 'works', pinned: false, evictions: 0 });
          account.attach(pid);
          // Some take less than predicted, some a little more, none so much that it is ended.
          ledgerTest.setMemory(pid, Math.floor(request.bytes * (0.3 + 0.7 * random())));
        },
        (error: { reason?: string }) => {
          request.settled = request.abort.signal.aborted ? 'aborted' : 'refused';
          if (!request.abort.signal.aborted && error.reason !== 'MEMORY_FULL') violations.push(String(error));
        },
      );
    };
    const rest = (owner: Owner) => {
      owner.doing = 'rests';
      let told = false;
      owner.account.idle(() => {
        if (told) violations.push('evicted twice');
        if (owner.doing === 'works' || owner.pinned) violations.push('evicted while in use or pinned');
        told = true;
        owner.doing = 'ends';
      });
    };
    const resize = (owner: Owner) => {
      owner.doing = 'resizes';
      const request = { estimateKey: `use ${below(1e9)}`, predictedBytes: 1 + below(600), maxWaitMs: 300 };
      owner.account.resize(request).then(
        () => {
          if (owner.doing === 'ends') violations.push('granted more while being ended');
          owner.doing = 'works';
        },
        () => {
          if (owner.doing === 'resizes') rest(owner);
        },
      );
    };
    const end = (owner: Owner) => {
      owner.account.close();
      owners.splice(owners.indexOf(owner), 1);
    };
    const act = (owner: Owner) => {
      const choice = below(6);
      if (owner.doing === 'ends' || choice === 0) end(owner);
      else if (choice === 1 && owner.doing !== 'resizes') {
        owner.pinned = !owner.pinned && owners.filter(({ pinned }) => pinned).length < 2;
        owner.account.pin(owner.pinned);
      } else if (owner.doing === 'works') rest(owner);
      else if (owner.doing === 'rests' && choice < 4) {
        owner.doing = 'works';
        owner.account.busy();
      } else if (owner.doing === 'rests') resize(owner);
    };

    for (let step = 0; step < 400; step++) {
      const before = asked.map(({ settled }) => settled);
      const owner = owners[below(owners.length)];
      const choice = below(10);
      if (choice < 4 || !owner) ask();
      else if (choice < 8) act(owner);
      else if (choice === 8) asked[below(asked.length)]?.abort.abort(new Error('aborted'));
      await vi.advanceTimersByTimeAsync(choice === 9 ? below(300) : 0);

      expect(ledgerTest.ledger.report().reservedBytes).toBeLessThanOrEqual(1000);
      expectNobodyHarmedByOvertaking(ledgerTest, asked, before);
      expect(violations).toEqual([]);
    }

    expect(new Set(asked.map(({ settled }) => settled))).toContain('granted');
    // Whoever waits is served as the others go, or its time is over.
    while (owners.length > 0 || asked.some(({ settled }) => settled === 'no')) {
      for (const owner of [...owners]) end(owner);
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(ledgerTest.ledger.report()).toMatchObject({ reservedBytes: 100, waiting: 0 });
    await ledgerTest.ledger.close();
    expect(vi.getTimerCount()).toBe(0);
    expect(violations).toEqual([]);
  },
);

/** Where somebody was granted memory in this step, those who came earlier and wait have theirs coming. */
function expectNobodyHarmedByOvertaking({ ledger }: TestLedger, asked: Asked[], before: string[]): void {
  const newest = asked.findLastIndex(
    ({ settled }, index) => settled === 'granted' && before[index] !== 'granted',
  );
  const { budgetBytes, reservedBytes, entries } = ledger.report();
  const ending = entries.filter(({ state }) => state === MemoryState.ENDING);
  const coming = budgetBytes - reservedBytes + ending.reduce((sum, entry) => sum + entry.reservedBytes, 0);
  const earlier = asked.slice(0, Math.max(0, newest)).filter(({ settled }) => settled === 'no');
  expect(earlier.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(coming);
}

/** mulberry32: small and good enough to choose operations. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
