import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createTestLedger, outcome } from './ledger-fixture.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('what fits', () => {
  test('is granted at once, and what is left is free', async () => {
    const { open, ledger } = createTestLedger();
    const account = await open('a', 600);
    expect(account.reservedBytes).toBe(600);
    expect(ledger.report()).toMatchObject({ budgetBytes: 1000, reservedBytes: 700, waiting: 0 });
    await open('b', 300);
    await expect(open('c', 1)).rejects.toMatchObject({ reason: 'MEMORY_FULL' });
  });

  test('never: larger than the budget without the service', async () => {
    const { open } = createTestLedger();
    await expect(open('a', 901, { maxWaitMs: 1000 })).rejects.toMatchObject({
      reason: 'MODEL_TOO_LARGE',
      metadata: { needed_bytes: '901', largest_bytes: '900' },
    });
    expect(await outcome(open('b', 900))).toBe('granted');
  });

  test('never while others are pinned: refused at once, for now', async () => {
    const { open } = createTestLedger();
    const pinned = await open('a', 500);
    pinned.idle(() => {});
    pinned.pin(true);
    const refused = open('b', 401, { maxWaitMs: 1000 });
    await expect(refused).rejects.toMatchObject({ reason: 'MEMORY_FULL', retryAfterMs: 30_000 });
    pinned.pin(false);
    expect(await outcome(open('b', 401, { maxWaitMs: 1000 }))).toBe('waits');
  });
});

describe('eviction', () => {
  test('takes those idle for longest, no more than needed, once, and waits until they are gone', async () => {
    const { open, states } = createTestLedger();
    const accounts = [await open('a', 300), await open('b', 300), await open('c', 300)];
    const evict = accounts.map(() => vi.fn());
    for (const index of [1, 0, 2]) {
      accounts[index]?.idle(evict[index] ?? vi.fn());
      vi.advanceTimersByTime(10);
    }
    const granted = open('d', 400);
    expect(await outcome(granted)).toBe('waits');
    expect(evict.map((mock) => mock.mock.calls.length)).toEqual([1, 1, 0]);
    expect(states()).toMatchObject({ a: 'ENDING', b: 'ENDING', c: 'IDLE' });
    accounts[0]?.close();
    expect(await outcome(granted)).toBe('waits');
    accounts[1]?.close();
    expect(await outcome(granted)).toBe('granted');
    expect(states()).toEqual({ service: 'BUSY', c: 'IDLE', d: 'LOADING' });
    expect(evict.map((mock) => mock.mock.calls.length)).toEqual([1, 1, 0]);
  });

  test('spares a small one where a larger one has to go anyway', async () => {
    const { open, states } = createTestLedger();
    (await open('spare', 50)).idle(() => {});
    vi.advanceTimersByTime(10);
    (await open('model', 800)).idle(() => {});
    void open('b', 500);
    expect(states()).toMatchObject({ spare: 'IDLE', model: 'ENDING' });
  });

  test('leaves busy, loading and pinned ones, and evicts nobody in vain', async () => {
    const { open, states } = createTestLedger();
    await open('loading', 200);
    (await open('busy', 200)).busy();
    const pinned = await open('pinned', 200);
    pinned.pin(true);
    pinned.idle(() => {});
    (await open('idle', 200)).idle(() => {});
    await expect(open('b', 400)).rejects.toMatchObject({ reason: 'MEMORY_FULL' });
    expect(states()).toMatchObject({ loading: 'LOADING', busy: 'BUSY', pinned: 'PINNED', idle: 'IDLE' });
  });

  test('does not take one that is busy again', async () => {
    const { open } = createTestLedger();
    const evict = vi.fn();
    const account = await open('a', 900);
    account.idle(evict);
    account.busy();
    await expect(open('b', 10)).rejects.toMatchObject({ reason: 'MEMORY_FULL' });
    expect(evict).not.toHaveBeenCalled();
  });

  test('without a line is waited for a second, not longer', async () => {
    const { open } = createTestLedger();
    (await open('a', 900)).idle(() => {});
    const granted = open('b', 900);
    expect(await outcome(granted)).toBe('waits');
    vi.advanceTimersByTime(999);
    expect(await outcome(granted)).toBe('waits');
    vi.advanceTimersByTime(1);
    expect(await outcome(granted)).toBe('MEMORY_FULL');
  });

  test('of a process that is gone at once, and an owner who asks for more while told', async () => {
    const { open, ledger } = createTestLedger();
    const account = await open('a', 900);
    const asked: Promise<unknown>[] = [];
    account.idle(() => {
      asked.push(open('c', 400));
      account.close();
    });
    expect(await outcome(open('b', 500))).toBe('granted');
    expect(await outcome(asked[0] ?? Promise.reject(new Error('not told')))).toBe('granted');
    expect(ledger.report()).toMatchObject({ reservedBytes: 1000, waiting: 0 });
  });

  test('of an owner that throws is logged, and concerns nobody else', async () => {
    const { open, log } = createTestLedger();
    const error = vi.spyOn(log, 'error');
    const account = await open('a', 900);
    account.idle(() => {
      throw new Error('broken');
    });
    const granted = open('b', 500);
    expect(await outcome(granted)).toBe('waits');
    account.close();
    expect(await outcome(granted)).toBe('granted');
    expect(error).toHaveBeenCalledTimes(1);
  });
});

describe('the line', () => {
  test('is first come, first served, and a small request does not overtake', async () => {
    const { open } = createTestLedger();
    const busy = await open('a', 800);
    const large = open('b', 500, { maxWaitMs: 5000 });
    const small = open('c', 50, { maxWaitMs: 5000 });
    expect([await outcome(large), await outcome(small)]).toEqual(['waits', 'waits']);
    await expect(open('d', 50)).rejects.toMatchObject({ reason: 'MEMORY_FULL' });
    expect(await outcome(open('e', 901, { maxWaitMs: 5000 }))).toBe('MODEL_TOO_LARGE');
    busy.close();
    expect([await outcome(large), await outcome(small)]).toEqual(['granted', 'granted']);
  });

  test('lets one pass that takes nothing from those who wait for processes to be gone', async () => {
    const { open } = createTestLedger();
    const idle = await open('a', 600);
    idle.idle(() => {});
    const large = open('b', 700);
    const passing = open('c', 200);
    expect([await outcome(large), await outcome(passing)]).toEqual(['waits', 'granted']);
    await expect(open('d', 50)).rejects.toMatchObject({ reason: 'MEMORY_FULL' });
    idle.close();
    expect(await outcome(large)).toBe('granted');
  });

  test('ends for a request after its time, and for those behind it goes on', async () => {
    const { open, ledger } = createTestLedger();
    await open('a', 500);
    const large = open('b', 600, { maxWaitMs: 300 });
    const small = open('c', 400, { maxWaitMs: 5000 });
    await vi.advanceTimersByTimeAsync(299);
    expect(ledger.report().waiting).toBe(2);
    expect([await outcome(large), await outcome(small)]).toEqual(['waits', 'waits']);
    await vi.advanceTimersByTimeAsync(1);
    expect([await outcome(large), await outcome(small)]).toEqual(['MEMORY_FULL', 'granted']);
    expect(ledger.report().waiting).toBe(0);
  });

  test("is left with the signal's reason", async () => {
    const { open } = createTestLedger();
    await open('a', 500);
    const controller = new AbortController();
    const large = open('b', 600, { maxWaitMs: 5000, signal: controller.signal });
    const small = open('c', 400, { maxWaitMs: 5000 });
    expect(await outcome(small)).toBe('waits');
    controller.abort(new Error('not any more'));
    expect([await outcome(large), await outcome(small)]).toEqual(['rejected: not any more', 'granted']);
    await expect(open('d', 1, { signal: controller.signal })).rejects.toThrow('not any more');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('is bounded', async () => {
    const { open } = createTestLedger({ maxWaiting: 2 });
    await open('a', 900);
    const waiting = [open('b', 10, { maxWaitMs: 5000 }), open('c', 10, { maxWaitMs: 5000 })];
    await expect(open('d', 10, { maxWaitMs: 5000 })).rejects.toMatchObject({ reason: 'MEMORY_FULL' });
    expect(await Promise.all(waiting.map(outcome))).toEqual(['waits', 'waits']);
  });

  test('whose first has waited for a second has idle ones evicted that alone are not enough', async () => {
    const { open, states } = createTestLedger();
    const [hot, hotToo] = [await open('a', 450), await open('b', 450)];
    const large = open('c', 900, { maxWaitMs: 5000 });
    hot.idle(() => {});
    expect(states().a).toBe('IDLE');
    hot.busy();
    await vi.advanceTimersByTimeAsync(1000);
    hot.idle(() => {});
    expect(states().a).toBe('ENDING');
    hot.close();
    hotToo.idle(() => hotToo.close());
    expect(await outcome(large)).toBe('granted');
  });

  test('is refused when the ledger closes', async () => {
    const { open, ledger, estimates } = createTestLedger();
    await open('a', 900);
    const waiting = open('b', 10, { maxWaitMs: 5000 });
    const refused = expect(waiting).rejects.toMatchObject({ reason: 'SHUTTING_DOWN' });
    await ledger.close();
    await refused;
    await expect(open('c', 10)).rejects.toMatchObject({ reason: 'SHUTTING_DOWN' });
    expect(estimates.close).toHaveBeenCalledTimes(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('the time to come back', () => {
  test('is what those at work should still take, enough of them', async () => {
    const { open } = createTestLedger();
    const first = await open('a', 450);
    first.busy();
    await vi.advanceTimersByTimeAsync(8000);
    first.idle(() => {});
    first.busy();
    await vi.advanceTimersByTimeAsync(3000);
    (await open('b', 450)).busy();
    await vi.advanceTimersByTimeAsync(1000);
    await expect(open('c', 400)).rejects.toMatchObject({ retryAfterMs: 4000 });
    await expect(open('c', 500)).rejects.toMatchObject({ retryAfterMs: 7000 });
    await vi.advanceTimersByTimeAsync(60_000);
    await expect(open('c', 400)).rejects.toMatchObject({ retryAfterMs: 250 });
  });

  test('counts those in line before', async () => {
    const { open } = createTestLedger();
    for (const name of ['a', 'b']) {
      const account = await open(name, 450);
      account.busy();
      await vi.advanceTimersByTimeAsync(500);
    }
    void open('c', 450, { maxWaitMs: 60_000 }).catch(() => {});
    // Nothing is known yet: a second each; "b" began 500 ms ago.
    await expect(open('d', 450)).rejects.toMatchObject({ retryAfterMs: 500 });
    void open('d', 450, { maxWaitMs: 60_000 }).catch(() => {});
    await expect(open('e', 450)).rejects.toMatchObject({ retryAfterMs: 30_000 });
  });
});
