import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createTestLedger, outcome } from './ledger-fixture.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('an excess', () => {
  test('ends the process once, and raises the estimate', async () => {
    const { open, kept, setMemory, states, log, onChange } = createTestLedger();
    const warn = vi.spyOn(log, 'warn');
    const onExceeded = vi.fn();
    const account = await open('a', 200, { onExceeded });
    account.attach(7);
    account.busy();
    setMemory(7, 220, { sharedBytes: 500 });
    await vi.advanceTimersByTimeAsync(500);
    expect(onExceeded).not.toHaveBeenCalled();
    setMemory(7, 221);
    onChange.mockClear();
    await vi.advanceTimersByTimeAsync(500);
    expect(onExceeded.mock.calls).toEqual([[221, 200]]);
    expect(onChange).toHaveBeenCalledTimes(1);
    expect(kept.get('a')).toBe(276);
    expect(warn).toHaveBeenCalledTimes(1);
    expect(states()).toMatchObject({ a: 'ENDING' });
    account.close();
    expect(kept.get('a')).toBe(276);
  });

  test('is tried once more alone, and is too large when it took more than there is', async () => {
    const { open, kept, setMemory } = createTestLedger();
    const exceed = async (bytes: number) => {
      const account = await open('a', 700);
      account.attach(7);
      setMemory(7, bytes);
      await vi.advanceTimersByTimeAsync(100);
      account.close();
    };
    await exceed(800);
    expect(kept.get('a')).toBe(900);
    await exceed(991);
    await expect(open('a', 700)).rejects.toMatchObject({ reason: 'MODEL_TOO_LARGE' });
  });

  test('of all together has idle ones evicted, then ends the one furthest above its own', async () => {
    const { open, setMemory, states, ledger } = createTestLedger();
    const ended: string[] = [];
    const accounts = [];
    for (const [pid, name] of ['idle', 'a', 'b'].entries()) {
      const account = await open(name, 300, { onExceeded: () => ended.push(name) });
      account.attach(pid + 10);
      accounts.push(account);
    }
    ledger.report();
    setMemory(process.pid, 100);
    setMemory(10, 290);
    accounts[0]?.idle(() => {});
    setMemory(11, 320);
    setMemory(12, 310);
    await vi.advanceTimersByTimeAsync(100);
    expect(states()).toMatchObject({ idle: 'ENDING', a: 'LOADING', b: 'LOADING' });
    accounts[0]?.close();
    setMemory(process.pid, 401);
    await vi.advanceTimersByTimeAsync(100);
    expect(ended).toEqual(['a']);
  });
});

describe('reality', () => {
  test('counts where it is more than what was reserved', async () => {
    const { open, setMemory, ledger } = createTestLedger();
    const account = await open('a', 500);
    account.attach(7);
    setMemory(7, 540);
    await vi.advanceTimersByTimeAsync(100);
    expect(account.reservedBytes).toBe(540);
    expect(ledger.report().reservedBytes).toBe(640);
    await expect(open('b', 361)).rejects.toMatchObject({ reason: 'MEMORY_FULL' });
    expect(await outcome(open('b', 360))).toBe('granted');
  });

  test('is asked for only while there are processes', async () => {
    const { open, sample } = createTestLedger();
    expect(sample.mock.calls).toEqual([[[process.pid]]]);
    const account = await open('a', 500);
    expect(vi.getTimerCount()).toBe(0);
    account.attach(7);
    await vi.advanceTimersByTimeAsync(200);
    expect(sample.mock.calls.slice(1)).toEqual([[[process.pid, 7]], [[process.pid, 7]]]);
    account.close();
    await vi.advanceTimersByTimeAsync(200);
    expect(sample).toHaveBeenCalledTimes(3);
    expect(vi.getTimerCount()).toBe(0);
  });
});
