import { expect, test } from 'vitest';
import { createManualClock } from '../clock/manual-clock.ts';
import { createDispatcher, type RunOutcome } from './dispatcher.ts';
import { createJobQueue } from './job-queue.ts';

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A dispatcher whose jobs end when the test says so. */
function setUp(capacity = 100) {
  const clock = createManualClock();
  const queue = createJobQueue({ capacity, retryAfterMs: () => 1234 });
  const running = new Map<string, { end(outcome: RunOutcome): void; signal: AbortSignal }>();
  const started: string[] = [];
  let slots = 0;
  const dispatcher = createDispatcher({
    queue,
    clock,
    slots: () => slots,
    run({ jobId }, signal) {
      started.push(jobId);
      return new Promise((resolve) => {
        const end = (outcome: RunOutcome): void => {
          running.delete(jobId);
          resolve(outcome);
        };
        running.set(jobId, { end, signal });
        signal.addEventListener('abort', () => end({ kind: 'given_back', delayMs: 0 }));
      });
    },
  });
  const setSlots = async (count: number): Promise<void> => {
    slots = count;
    dispatcher.pump();
    await tick();
  };
  const add = async (...jobIds: string[]): Promise<void> => {
    for (const jobId of jobIds) queue.reserve().enqueue({ jobId, caller: 'local' });
    dispatcher.pump();
    await tick();
  };
  const end = async (jobId: string, outcome: RunOutcome = { kind: 'done' }): Promise<void> => {
    running.get(jobId)?.end(outcome);
    await tick();
  };
  return { clock, queue, dispatcher, running, started, setSlots, add, end };
}

test('as many jobs run as there are slots, first come, first served', async () => {
  const { started, setSlots, add, end, dispatcher, queue } = setUp();
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
});

test('a job that was given back waits its delay and is then the first', async () => {
  const { clock, started, setSlots, add, end } = setUp();
  await setSlots(1);
  await add('a', 'b', 'c');
  await end('a', { kind: 'given_back', delayMs: 100 });
  expect(started).toEqual(['a', 'b']);
  clock.advance(100);
  await end('b');
  expect(started).toEqual(['a', 'b', 'a']);
});

test('a new worker ends the waiting of jobs that were given back', async () => {
  const { started, setSlots, add, end, dispatcher } = setUp();
  await setSlots(1);
  await add('a');
  await end('a', { kind: 'given_back', delayMs: 1000 });
  dispatcher.retryNow();
  await tick();
  expect(started).toEqual(['a', 'a']);
});

test('aborting takes a job out of the queue, out of its delay, or stops it', async () => {
  const { clock, started, setSlots, add, end, dispatcher, queue, running } = setUp();
  await setSlots(1);
  await add('a', 'b', 'c');
  dispatcher.abort('b');
  expect([...queue.order()]).toEqual(['c']);
  dispatcher.abort('a');
  await tick();
  expect(running.has('a')).toBe(false);
  expect(started).toEqual(['a', 'c']);
  await end('c', { kind: 'given_back', delayMs: 100 });
  dispatcher.abort('c');
  clock.advance(1000);
  await tick();
  expect(started).toEqual(['a', 'c']);
});

test('after a stop nothing runs and nothing starts', async () => {
  const { clock, started, setSlots, add, end, dispatcher, running } = setUp();
  await setSlots(2);
  await add('a', 'b', 'c', 'd');
  await end('a', { kind: 'given_back', delayMs: 100 });
  await dispatcher.stop();
  expect(running.size).toBe(0);
  clock.advance(1000);
  await add('e');
  expect(started).toEqual(['a', 'b', 'c']);
});

test('the queue is bounded, reserved places count, and a place given back is free again', () => {
  const { queue } = setUp(2);
  const place = queue.reserve();
  queue.reserve().enqueue({ jobId: 'a', caller: 'local' });
  expect(queue.size).toBe(2);
  expect(() => queue.reserve()).toThrow(
    expect.objectContaining({ reason: 'QUEUE_FULL', retryAfterMs: 1234 }),
  );
  place.release();
  place.release();
  expect(queue.size).toBe(1);
  queue.reserve().enqueue({ jobId: 'b', caller: 'local' });
  expect([...queue.order()]).toEqual(['a', 'b']);
  // What was accepted before a restart is not refused after it.
  queue.restore({ jobId: 'c', caller: 'local' });
  queue.putFirst({ jobId: 'd', caller: 'local' });
  expect([...queue.order()]).toEqual(['d', 'a', 'b', 'c']);
});
