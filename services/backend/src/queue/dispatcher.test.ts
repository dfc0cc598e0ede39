import { expect, test } from 'vitest';
import { createManualClock } from '../clock/manual-clock.ts';
import { LeaseLost } from './leases.ts';
import { createTestDispatcher, settle } from './test-dispatcher.ts';
import { createTestLeases } from './test-leases.ts';

test('as many jobs run as there are slots, first come, first served', async () => {
  const { started, setSlots, add, end, dispatcher, queue } = createTestDispatcher();
  await add('a', 'b', 'c', 'd');
  expect(started).toEqual([]);
  await setSlots(2);
  expect(started).toEqual(['a', 'b']);
  expect([...queue.order()]).toEqual(['c', 'd']);
  await end('b');
  expect(started).toEqual(['a', 'b', 'c']);
  await setSlots(3);
  expect(started).toEqual(['a', 'b', 'c', 'd']);
  expect(dispatcher.running).toBe(3);
  expect([...dispatcher.runningJobs()]).toEqual(['a', 'c', 'd']);
});

test('a job that was given back waits its delay and is then the first', async () => {
  const { started, setSlots, add, end, pass, dispatcher } = createTestDispatcher();
  await setSlots(1);
  await add('a', 'b', 'c');
  await end('a', { kind: 'given_back', delayMs: 100 });
  expect(started).toEqual(['a', 'b']);
  expect([dispatcher.has('a'), dispatcher.waitingToGoOn]).toEqual([true, 1]);
  await pass(100);
  await end('b');
  expect(started).toEqual(['a', 'b', 'a']);
});

test('a new worker ends the waiting of jobs that were given back', async () => {
  const { started, setSlots, add, end, dispatcher } = createTestDispatcher();
  await setSlots(2);
  await add('a', 'b');
  await end('a', { kind: 'given_back', delayMs: 1000 });
  await end('b', { kind: 'refused', retryAfterMs: 1000 });
  dispatcher.retryNow();
  await settle();
  expect(started).toEqual(['a', 'b', 'b', 'a']);
});

test('aborting takes a job out of the queue, out of its delay, or stops it', async () => {
  const { started, setSlots, add, end, pass, dispatcher, queue, running } = createTestDispatcher();
  await setSlots(1);
  await add('a', 'b', 'c');
  dispatcher.abort('b');
  expect([...queue.order()]).toEqual(['c']);
  dispatcher.abort('a');
  await settle();
  expect(running.has('a')).toBe(false);
  expect(started).toEqual(['a', 'c']);
  await end('c', { kind: 'given_back', delayMs: 100 });
  dispatcher.abort('c');
  await pass(1000);
  expect(started).toEqual(['a', 'c']);
});

test('a refusal takes one slot out of belief, so that jobs do not spin; the refused job stays the first', async () => {
  const { started, setSlots, add, end, pass, dispatcher } = createTestDispatcher();
  await setSlots(2);
  await add('a', 'b', 'c');
  await end('b', { kind: 'refused', retryAfterMs: 1000 });
  await end('a');
  // One slot is believed: the refused job takes it.
  expect(started).toEqual(['a', 'b', 'b']);
  await end('b', { kind: 'refused', retryAfterMs: 1000 });
  expect(started).toHaveLength(3);
  await pass(49);
  expect(started).toHaveLength(3);
  await pass(1);
  expect(started).toEqual(['a', 'b', 'b', 'b', 'c']);
  await end('c', { kind: 'refused', retryAfterMs: 1000 });
  expect(started).toHaveLength(5);
  dispatcher.believe();
  await settle();
  expect(started).toEqual(['a', 'b', 'b', 'b', 'c', 'c']);
});

test('a job is claimed before it runs, renewed while it does, and given back at its end', async () => {
  const { leases, setSlots, add, end, pass } = createTestDispatcher();
  await setSlots(1);
  await add('a');
  await pass(5000);
  await pass(5000);
  await end('a');
  expect(leases.calls).toEqual(['claim a', 'renew a', 'renew a', 'release a']);
});

test('what another Backend runs is looked at again when that one may be gone', async () => {
  const leases = createTestLeases();
  // Backend a is killed: nothing of it happens any more, and its lease runs out.
  const a = createTestDispatcher({ clock: createManualClock(), leases, owner: 'a' });
  const b = createTestDispatcher({ leases, owner: 'b' });
  await a.setSlots(1);
  await b.setSlots(1);
  await a.add('x');
  await b.add('x', 'y');
  expect([a.started, b.started]).toEqual([['x'], ['y']]);
  // A worker that comes changes nothing about it.
  b.dispatcher.retryNow();
  await b.end('y');
  await b.pass(14_999);
  expect(b.started).toEqual(['y']);
  await b.pass(1);
  expect(b.started).toEqual(['y', 'x']);
});

test('a lost lease stops the run; the job is tried again, as far as nobody else has it', async () => {
  const { leases, started, setSlots, add, pass, running, end } = createTestDispatcher();
  await setSlots(1);
  await add('a', 'b');
  leases.owners.set('a', { owner: 'other', expireMs: Number.POSITIVE_INFINITY });
  const { signal } = running.get('a') ?? {};
  await pass(5000);
  expect(signal?.reason).toBeInstanceOf(LeaseLost);
  await pass(1);
  await settle();
  expect(started).toEqual(['a', 'b']);
  await end('b');
  leases.owners.delete('a');
  await pass(15_000);
  expect(started).toEqual(['a', 'b', 'a']);
});

test('where nothing can be claimed nothing runs, no order changes, and it goes on by itself', async () => {
  const { leases, queue, started, setSlots, add, pass } = createTestDispatcher();
  leases.fail(new Error('disk'));
  await setSlots(2);
  await add('a', 'b', 'c');
  await pass(1000);
  await pass(1000);
  expect(started).toEqual([]);
  expect(leases.calls).toHaveLength(6);
  expect([...queue.startedJobs(), ...queue.order()]).toEqual(['a', 'b', 'c']);
  leases.fail(undefined);
  await pass(1000);
  expect(started).toEqual(['a', 'b']);
});

test('after a stop nothing runs, nothing starts, and every lease is given back', async () => {
  const { leases, started, setSlots, add, end, pass, dispatcher, running } = createTestDispatcher();
  await setSlots(2);
  await add('a', 'b', 'c', 'd');
  await end('a', { kind: 'given_back', delayMs: 100 });
  await dispatcher.stop();
  expect(running.size).toBe(0);
  expect(leases.owners.size).toBe(0);
  await pass(20_000);
  await add('e');
  expect(started).toEqual(['a', 'b', 'c']);
});
