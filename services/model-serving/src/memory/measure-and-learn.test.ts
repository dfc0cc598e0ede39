import { MemoryKind, MemoryState } from '@nanococoa/proto/common/v1/catalog.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createTestLedger, outcome } from './ledger-fixture.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const estimateOf = ({ ledger }: ReturnType<typeof createTestLedger>, estimateKey: string) =>
  ledger.estimate({ estimateKey, predictedBytes: 500 });

describe('learning', () => {
  test('a prediction counts until something was measured, then that and a tenth', async () => {
    const test = createTestLedger();
    expect(estimateOf(test, 'a')).toBe(500);
    const account = await test.open('a', 500);
    account.attach(7);
    test.setMemory(7, 200, { peakBytes: 300 });
    account.idle(() => {});
    expect(test.kept.get('a')).toBe(300);
    expect(estimateOf(test, 'a')).toBe(330);
    const again = await test.open('a', 500, { name: 'again' });
    expect(again.reservedBytes).toBe(330);
  });

  test('more counts at once, less little by little', async () => {
    const { open, kept, setMemory } = createTestLedger();
    kept.set('a', 400);
    const account = await open('a', 500);
    account.attach(7);
    setMemory(7, 300);
    account.idle(() => {});
    expect(kept.get('a')).toBe(380);
    account.busy();
    setMemory(7, 390);
    account.idle(() => {});
    expect(kept.get('a')).toBe(390);
  });

  test('one that ends in the middle teaches only more, not less', async () => {
    const { open, kept, setMemory } = createTestLedger();
    const run = async (bytes: number) => {
      const account = await open('a', 500);
      account.attach(7);
      setMemory(7, bytes);
      await vi.advanceTimersByTimeAsync(100);
      account.close();
    };
    await run(200);
    expect(kept.get('a')).toBeUndefined();
    await run(520);
    expect(kept.get('a')).toBe(520);
  });

  test('another use has a peak of its own, the same use keeps that of its load', async () => {
    const { open, kept, setMemory } = createTestLedger();
    const account = await open('load', 500);
    account.attach(7);
    setMemory(7, 100, { peakBytes: 400, sharedBytes: 50 });
    account.idle(() => {});
    await account.resize({ estimateKey: 'load', predictedBytes: 500, maxWaitMs: 0 });
    account.idle(() => {});
    expect(kept.get('load')).toBe(400);
    await account.resize({ estimateKey: 'run', predictedBytes: 500, maxWaitMs: 0 });
    setMemory(7, 150, { sharedBytes: 50 });
    account.idle(() => {});
    expect(kept.get('run')).toBe(150);
    await account.resize({ estimateKey: 'higher', predictedBytes: 500, maxWaitMs: 0 });
    setMemory(7, 150, { peakBytes: 450, sharedBytes: 50 });
    account.idle(() => {});
    expect(kept.get('higher')).toBe(450);
  });

  test('a measurement that fits is not made too large by its margin', async () => {
    const test = createTestLedger();
    test.kept.set('a', 850);
    expect(estimateOf(test, 'a')).toBe(900);
    test.kept.set('a', 901);
    await expect(test.open('a', 1)).rejects.toMatchObject({ reason: 'MODEL_TOO_LARGE' });
  });
});

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
    expect(onExceeded.mock.calls).toEqual([[221]]);
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
