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
