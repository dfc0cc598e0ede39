import { MemoryKind, MemoryState } from '@nanococoa/proto/common/v1/catalog.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createTestLedger } from './ledger-fixture.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the report', () => {
  test('has each process with its private memory, and what they share once', async () => {
    const test = createTestLedger({ device: 'cuda:0' });
    const account = await test.open('a', 500, { kind: MemoryKind.PIXELS });
    account.attach(7);
    test.setMemory(process.pid, 80, { sharedBytes: 40 });
    test.setMemory(7, 300, { peakBytes: 350, sharedBytes: 30 });
    await vi.advanceTimersByTimeAsync(100);
    test.setMemory(7, 200, { sharedBytes: 30 });
    await vi.advanceTimersByTimeAsync(100);
    expect(test.ledger.report()).toEqual({
      budgetBytes: 1000,
      reservedBytes: 600,
      measuredBytes: 80 + 200 + 40,
      waiting: 0,
      entries: [
        {
          name: 'service',
          kind: MemoryKind.SERVICE,
          state: MemoryState.BUSY,
          predictedBytes: 100,
          reservedBytes: 100,
          measuredBytes: 80,
          peakBytes: 80,
          device: 'cuda:0',
        },
        {
          name: 'a',
          kind: MemoryKind.PIXELS,
          state: MemoryState.LOADING,
          predictedBytes: 500,
          reservedBytes: 500,
          measuredBytes: 200,
          peakBytes: 350,
          device: 'cuda:0',
        },
      ],
    });
  });

  test('counts a process that changes hands once, and has no service where none is reserved', async () => {
    const { open, setMemory, ledger } = createTestLedger({ serviceBytes: 0 });
    const spare = await open('spare', 100);
    spare.attach(7);
    const model = await open('model', 500);
    model.attach(7);
    setMemory(7, 90);
    await vi.advanceTimersByTimeAsync(100);
    expect(ledger.report().measuredBytes).toBe(90);
    expect(ledger.report().entries.map(({ name }) => name)).toEqual(['spare', 'model']);
  });

  test('is told of at once when somebody comes, changes or goes, once for all of it', async () => {
    const { open, onChange } = createTestLedger();
    const changes = async (act: () => unknown) => {
      onChange.mockClear();
      await act();
      await vi.advanceTimersByTimeAsync(0);
      return onChange.mock.calls.length;
    };
    const account = await open('a', 500);
    expect(await changes(() => open('b', 100))).toBe(1);
    expect(await changes(() => account.busy())).toBe(1);
    expect(await changes(() => account.busy())).toBe(0);
    expect(await changes(() => account.idle(() => {}))).toBe(1);
    expect(await changes(() => account.pin(true))).toBe(1);
    expect(await changes(() => account.pin(true))).toBe(0);
    expect(await changes(() => void open('c', 400, { maxWaitMs: 9000 }).catch(() => {}))).toBe(1);
    expect(await changes(() => account.close())).toBe(1);
  });

  test('is told of at most once a second for what is measured, and only where it moved', async () => {
    const mib = 1024 * 1024;
    const { open, onChange, setMemory } = createTestLedger({ budgetBytes: 1000 * mib });
    const account = await open('a', 500 * mib);
    account.attach(7);
    await vi.advanceTimersByTimeAsync(0);
    onChange.mockClear();
    for (let step = 1; step <= 30; step++) {
      setMemory(7, step * 2 * mib);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(onChange).toHaveBeenCalledTimes(3);
    await vi.advanceTimersByTimeAsync(5000);
    expect(onChange).toHaveBeenCalledTimes(4);
  });
});
