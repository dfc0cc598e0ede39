import { createLogger } from '@nanococoa/common/log/create-logger.ts';
import { expect, test } from 'vitest';
import { createManualClock } from '../clock/manual-clock.ts';
import { createLeases, LEASE_MS } from './leases.ts';
import { createTestLeases } from './test-leases.ts';

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function setUp() {
  const clock = createManualClock();
  const shared = createTestLeases();
  const lost: string[] = [];
  const log = createLogger({ service: 'test', level: 'silent' });
  const backend = (owner: string) =>
    createLeases({ storage: shared.storage, owner, clock, log, onLost: (jobId) => lost.push(jobId) });
  const pass = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += 1000) {
      clock.advance(1000);
      await tick();
    }
  };
  return { clock, ...shared, lost, pass, a: backend('a'), b: backend('b') };
}

test('all leases are renewed by one call every 5 s, and by none when there are none', async () => {
  const { a, b, calls, pass, clock, lost } = setUp();
  expect([await a.claim('x'), await a.claim('y'), await b.claim('x')]).toEqual([true, true, false]);
  calls.length = 0;
  await pass(11_000);
  expect(calls).toEqual(['renew x y', 'renew x y']);
  a.release('x');
  await a.settled();
  expect(await b.claim('x')).toBe(true);
  a.release('y');
  b.release('x');
  await pass(10_000);
  expect(clock.pendingDelaysMs()).toEqual([]);
  expect(lost).toEqual([]);
});

test('a lease outlives its owner by 15 s; who comes back too late is told that it is lost', async () => {
  const { a, b, clock, lost, owners } = setUp();
  await a.claim('x');
  // The process of a stands still.
  const later = createManualClock(clock.now().getTime() + LEASE_MS - 1);
  expect(await b.claim('x')).toBe(false);
  owners.set('x', { owner: 'b', expireMs: later.now().getTime() + LEASE_MS });
  clock.advance(5000);
  await tick();
  expect(lost).toEqual(['x']);
});

test('where nothing can be renewed a lease is lost when its time is over, not before', async () => {
  const { a, fail, lost, pass } = setUp();
  await a.claim('x');
  await pass(5000);
  fail(new Error('disk'));
  await pass(14_000);
  expect(lost).toEqual([]);
  await pass(1000);
  expect(lost).toEqual(['x']);
  fail(undefined);
  expect(await a.claim('x')).toBe(true);
});

test('a storage that does not answer keeps no lease longer than its time', async () => {
  const { a, storage, lost, pass } = setUp();
  await a.claim('x');
  storage.renewLeases = () => new Promise(() => {});
  await pass(10_000);
  expect(lost).toEqual([]);
  await pass(5000);
  expect(lost).toEqual(['x']);
});

test('a lease that cannot be given back is no failure', async () => {
  const { a, fail } = setUp();
  await a.claim('x');
  fail(new Error('disk'));
  a.release('x');
  await expect(a.settled()).resolves.toBeUndefined();
});
