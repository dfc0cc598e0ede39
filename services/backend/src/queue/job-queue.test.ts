import { expect, test } from 'vitest';
import { createJobQueue, type JobQueue } from './job-queue.ts';
import { seededRandom } from './test-random.ts';
import type { WaitingJob } from './waiting-job.ts';

const job = (jobId: string, caller = 'local', priority = 0): WaitingJob => ({ jobId, caller, priority });

function queueOf(...jobs: WaitingJob[]): JobQueue {
  const queue = createJobQueue({ capacity: 1000, retryAfterMs: () => 0 });
  for (const each of jobs) queue.restore(each);
  return queue;
}

function drain(queue: JobQueue): string[] {
  const ids: string[] = [];
  for (let next = queue.takeNext(); next; next = queue.takeNext()) ids.push(next.jobId);
  return ids;
}

test('callers take turns, whatever the number of their jobs, and who comes later is the last', () => {
  const queue = queueOf(job('a1', 'a'), job('a2', 'a'), job('a3', 'a'), job('b1', 'b'), job('c1', 'c'));
  expect([...queue.order()]).toEqual(['a1', 'b1', 'c1', 'a2', 'a3']);
  expect(queue.takeNext()?.jobId).toBe('a1');
  queue.restore(job('d1', 'd'));
  expect(drain(queue)).toEqual(['b1', 'c1', 'a2', 'd1', 'a3']);
});

test('priority orders the jobs of one caller only', () => {
  const queue = queueOf(
    job('a0', 'a'),
    job('b0', 'b'),
    job('a9', 'a', 9),
    job('a5', 'a', 5),
    job('a9b', 'a', 9),
  );
  expect(drain(queue)).toEqual(['a9', 'b0', 'a9b', 'a5', 'a0']);
});

test('a priority that is none does not lose a job', () => {
  expect(
    drain(queueOf(job('low', 'a', -1), job('odd', 'a', Number.NaN), job('high', 'a', 4_000_000_000))),
  ).toEqual(['high', 'low', 'odd']);
});

test('started jobs go before all others, and none is there twice', () => {
  const queue = queueOf(job('a', 'a'), job('b', 'b'));
  queue.putFirst(job('s1', 'a'));
  queue.putFirst(job('b', 'b'));
  queue.restore(job('a', 'a'));
  expect([...queue.startedJobs()]).toEqual(['s1', 'b']);
  expect([...queue.order()]).toEqual(['a']);
  expect([queue.size, queue.startedSize]).toEqual([1, 2]);
  expect(['s1', 'b', 'a', 'x'].map(queue.position)).toEqual([0, 1, 2, undefined]);
  expect(queue.takeUnstarted('s1')).toBeUndefined();
  queue.remove('s1');
  expect(queue.takeUnstarted('a')).toEqual(job('a', 'a'));
  expect(drain(queue)).toEqual(['b']);
});

test('the queue is bounded, held places count, and a place given back is free again', () => {
  const queue = createJobQueue({ capacity: 2, retryAfterMs: () => 1234 });
  const place = queue.reserve(job('x'));
  const taken = queue.reserve(job('a'));
  taken.enqueue();
  taken.release();
  expect([queue.size, queue.has('x'), queue.has('a'), queue.position('x')]).toEqual([
    2,
    true,
    true,
    undefined,
  ]);
  expect(() => queue.reserve(job('b'))).toThrow(
    expect.objectContaining({ reason: 'QUEUE_FULL', retryAfterMs: 1234 }),
  );
  place.release();
  place.release();
  expect([queue.size, queue.has('x')]).toEqual([1, false]);
  queue.reserve(job('b')).enqueue();
  // What was accepted before a restart is not refused after it.
  queue.restore(job('c'));
  queue.putFirst(job('d'));
  expect(drain(queue)).toEqual(['d', 'a', 'b', 'c']);
});

test('positions and the order are what really comes, for any coming and going', () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const random = seededRandom(seed);
    const queue = createJobQueue({ capacity: 1000, retryAfterMs: () => 0 });
    const inQueue = new Set<string>();
    for (let step = 0; step < 120; step += 1) {
      const kind = random();
      const someJob = [...inQueue][Math.floor(random() * inQueue.size)];
      if (kind < 0.6) {
        const fresh = job(`j${step}`, `c${Math.floor(random() * 5)}`, Math.floor(random() * 3));
        const place = queue.reserve(fresh);
        const promised = place.position();
        place.enqueue();
        inQueue.add(fresh.jobId);
        expect(queue.position(fresh.jobId)).toBe(promised);
      } else if (kind < 0.75 && someJob) {
        queue.remove(someJob);
        inQueue.delete(someJob);
      } else {
        const taken = queue.takeNext();
        if (taken && random() < 0.2) queue.putFirst(taken);
        else if (taken) inQueue.delete(taken.jobId);
      }
    }
    const order = [...queue.startedJobs(), ...queue.order()];
    expect(order.map(queue.position)).toEqual(order.map((_, index) => index));
    expect(new Set(order)).toEqual(inQueue);
    expect(drain(queue)).toEqual(order);
    expect([queue.size, queue.startedSize]).toEqual([0, 0]);
  }
});

// Were one operation to cost more when many wait, this would not end before the test times out.
test.each([
  ['of one caller', 1],
  ['of 100,000 callers', 100_000],
])('100,000 waiting jobs %s come, are cancelled and go', (_whose, callers) => {
  const count = 100_000;
  const queue = createJobQueue({ capacity: count, retryAfterMs: () => 0 });
  for (let n = 0; n < count; n += 1) queue.restore(job(`j${n}`, `c${n % callers}`, n % 10));
  for (let n = 0; n < count; n += 4) queue.remove(`j${n}`);
  expect(() => queue.reserve(job('fits')).release()).not.toThrow();
  expect([...queue.order()]).toHaveLength(0.75 * count);
  expect(drain(queue)).toHaveLength(0.75 * count);
});
