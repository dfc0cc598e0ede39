import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createTestLedger, outcome } from './ledger-fixture.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

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
