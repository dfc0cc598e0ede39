import { MemoryKind, MemoryState } from '@nanococoa/proto/common/v1/catalog.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTestLedger } from '../memory/ledger-fixture.ts';
import { openModelAccount } from './model-account.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const MB = 1e6;
const MEMORY = { estimateKey: 'cups', predictedBytes: 300 * MB, maxWaitMs: 0 };

async function openBoth() {
  const main = createTestLedger({ budgetBytes: 1000 * MB, serviceBytes: 0 });
  const device = createTestLedger({ budgetBytes: 500 * MB, serviceBytes: 0, device: 'cuda:0' });
  const causes: string[] = [];
  const open = (name: string) =>
    openModelAccount(main.ledger, device.ledger, {
      ...MEMORY,
      name,
      kind: MemoryKind.MODEL,
      onExceeded: (cause) => causes.push(cause),
    });
  return { main, device, causes, open, account: await open('a') };
}

test('a model on a device holds memory of both', async () => {
  const { main, device, account } = await openBoth();
  account.attach(1);
  expect([main.entry('a')?.reservedBytes, device.entry('a')?.reservedBytes]).toEqual([300 * MB, 300 * MB]);
  main.setMemory(1, 100 * MB);
  device.setMemory(1, 200 * MB);
  account.idle(() => {});
  expect([main.states(), device.states()]).toMatchObject([{ a: 'IDLE' }, { a: 'IDLE' }]);
  expect([main.entry('a')?.reservedBytes, device.entry('a')?.reservedBytes]).toEqual([110 * MB, 220 * MB]);
  // Each learns its own.
  expect([[...main.kept], [...device.kept]]).toEqual([
    [['cups', 100 * MB]],
    [['cups, device memory', 200 * MB]],
  ]);
  await account.resize(MEMORY);
  expect([main.states(), device.states()]).toMatchObject([{ a: 'BUSY' }, { a: 'BUSY' }]);
  account.pin(true);
  account.close();
  expect([main.entry('a'), device.entry('a')]).toEqual([undefined, undefined]);
});

test('what does not fit the device holds no main memory either', async () => {
  const { main, open } = await openBoth();
  await expect(open('b')).rejects.toMatchObject({ reason: 'MEMORY_FULL' });
  expect(main.entry('b')).toBeUndefined();
});

test('the device has the model ended for others', async () => {
  const { device, account, open } = await openBoth();
  const evict = vi.fn<() => void>(() => account.close());
  account.idle(evict);
  const other = await open('b');
  expect(evict).toHaveBeenCalled();
  expect(device.entry('b')?.state).toBe(MemoryState.LOADING);
  other.close();
});

test('too much of the device’s memory is told with both amounts', async () => {
  const { main, device, causes, account } = await openBoth();
  account.attach(1);
  main.setMemory(1, 100 * MB);
  device.setMemory(1, 400 * MB);
  await vi.advanceTimersByTimeAsync(500);
  expect(causes).toEqual(['it took 400 MB of 300 MB reserved']);
});
