import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createTestLedger } from './ledger-fixture.ts';

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

  test('work that depends on its inputs has more headroom, and little ones have the least there is', async () => {
    const test = createTestLedger({ leastHeadroomBytes: 50 });
    test.kept.set('a', 200);
    test.kept.set('b', 20);
    const estimate = (estimateKey: string, headroom?: number) =>
      test.ledger.estimate({ estimateKey, predictedBytes: 1, ...(headroom !== undefined && { headroom }) });
    expect(estimate('a', 0.5)).toBe(300);
    expect(estimate('a')).toBe(250);
    expect(estimate('b', 0.5)).toBe(70);
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
