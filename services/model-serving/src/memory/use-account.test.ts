import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createTestLedger, outcome } from './ledger-fixture.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const small = { estimateKey: 'small', predictedBytes: 100, maxWaitMs: 0 };
const large = { estimateKey: 'large', predictedBytes: 600, maxWaitMs: 0 };

describe('resize', () => {
  test('to less is free at once, to more evicts', async () => {
    const { open, ledger, states } = createTestLedger();
    const account = await open('a', 500);
    const other = await open('b', 400);
    other.idle(() => {});
    await account.resize(small);
    expect(ledger.report().reservedBytes).toBe(600);
    const granted = account.resize(large);
    expect(await outcome(granted)).toBe('waits');
    expect(states()).toMatchObject({ b: 'ENDING' });
    other.close();
    expect(await outcome(granted)).toBe('granted');
    expect(account.reservedBytes).toBe(600);
  });

  test('to less serves those in line', async () => {
    const { open } = createTestLedger();
    const account = await open('a', 900);
    const waiting = open('b', 700, { maxWaitMs: 5000 });
    await account.resize(small);
    expect(await outcome(waiting)).toBe('granted');
  });

  test('waits its turn, and what it has goes on being its own', async () => {
    const { open } = createTestLedger();
    const busy = await open('a', 500);
    const account = await open('b', 100);
    const first = open('c', 500, { maxWaitMs: 5000 });
    const more = account.resize({ ...large, predictedBytes: 200, maxWaitMs: 5000 });
    expect([await outcome(first), await outcome(more)]).toEqual(['waits', 'waits']);
    expect(account.reservedBytes).toBe(100);
    busy.close();
    expect([await outcome(first), await outcome(more)]).toEqual(['granted', 'granted']);
    expect(account.reservedBytes).toBe(200);
  });

  test('of an idle one counts as busy when it is granted', async () => {
    const { open, states } = createTestLedger();
    const evict = vi.fn();
    const account = await open('a', 500);
    account.idle(evict);
    await account.resize(large);
    expect(states()).toMatchObject({ a: 'BUSY' });
    await expect(open('b', 400)).rejects.toMatchObject({ reason: 'MEMORY_FULL' });
    expect(evict).not.toHaveBeenCalled();
  });

  test('of two idle ones that both want more: the second one goes for the first', async () => {
    const { open } = createTestLedger();
    const [a, b] = [await open('a', 400), await open('b', 400)];
    a.idle(() => {});
    b.idle(() => {});
    const busy = await open('c', 100);
    const more = [a, b].map((account) => account.resize({ ...large, predictedBytes: 700, maxWaitMs: 5000 }));
    expect(await Promise.all(more.map(outcome))).toEqual(['waits', 'MEMORY_FULL']);
    b.close();
    expect(await outcome(more[0] ?? Promise.resolve())).toBe('granted');
    expect(busy.reservedBytes).toBe(100);
  });

  test('of an idle one evicts neither itself nor one that asked before', async () => {
    const { open, states } = createTestLedger();
    const [a, b] = [await open('a', 300), await open('b', 300)];
    await open('c', 300);
    a.idle(() => {});
    b.idle(() => {});
    b.pin(true);
    const more = { ...large, predictedBytes: 400, maxWaitMs: 5000 };
    expect([await outcome(a.resize(more)), await outcome(b.resize(more))]).toEqual(['waits', 'waits']);
    expect(states()).toMatchObject({ a: 'IDLE', b: 'PINNED' });
  });

  test('of a pinned one is kept from nothing by itself', async () => {
    const { open } = createTestLedger();
    const account = await open('a', 500);
    account.pin(true);
    account.idle(() => {});
    await account.resize(large);
    expect(account.reservedBytes).toBe(600);
  });

  test('of one that is closed or being ended is refused', async () => {
    const { open } = createTestLedger();
    const account = await open('a', 500);
    account.idle(() => {});
    const other = open('b', 900);
    await expect(account.resize(small)).rejects.toMatchObject({ reason: 'MEMORY_FULL', retryAfterMs: 250 });
    account.close();
    expect(await outcome(other)).toBe('granted');
    await expect(account.resize(small)).rejects.toMatchObject({ reason: 'MEMORY_FULL' });
  });

  test('does not count on a process to give back what it has', async () => {
    const { open, setMemory } = createTestLedger();
    const account = await open('a', 500);
    account.attach(7);
    setMemory(7, 300);
    account.idle(() => {});
    await account.resize(small);
    expect(account.reservedBytes).toBe(330);
  });

  test('larger than everything is refused', async () => {
    const { open } = createTestLedger();
    const account = await open('a', 500);
    const more = { ...large, predictedBytes: 901 };
    await expect(account.resize(more)).rejects.toMatchObject({ reason: 'MODEL_TOO_LARGE' });
  });
});

describe('idle and busy', () => {
  test('keep what is needed to stay warm, and take back what is free', async () => {
    const { open, setMemory } = createTestLedger();
    const account = await open('a', 500);
    account.attach(7);
    setMemory(7, 200);
    account.idle(() => {});
    expect(account.reservedBytes).toBe(220);
    account.busy();
    expect(account.reservedBytes).toBe(500);
    account.idle(() => {});
    await open('b', 600);
    account.busy();
    expect(account.reservedBytes).toBe(300);
  });

  test('keep all where nothing was measured', async () => {
    const { open } = createTestLedger();
    const account = await open('a', 500);
    account.idle(() => {});
    expect(account.reservedBytes).toBe(500);
  });

  test('never take back what somebody waits for', async () => {
    const { open, setMemory } = createTestLedger();
    const account = await open('a', 300);
    account.attach(7);
    setMemory(7, 100);
    account.idle(() => {});
    await open('b', 400);
    const waiting = open('c', 800, { maxWaitMs: 5000 });
    expect(await outcome(waiting)).toBe('waits');
    account.busy();
    expect(account.reservedBytes).toBe(110);
  });
});

test('close frees once, whatever is called after it', async () => {
  const { open, ledger, states } = createTestLedger();
  const account = await open('a', 500);
  account.close();
  account.close();
  account.idle(() => {});
  account.busy();
  account.pin(true);
  account.attach(7);
  expect(ledger.report().reservedBytes).toBe(100);
  expect(states()).toEqual({ service: 'BUSY' });
});
