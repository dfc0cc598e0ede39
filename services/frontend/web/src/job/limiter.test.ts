import { expect, it } from 'vitest';
import { createLimiter } from './limiter.ts';

it('runs at most two at a time, in order, and goes on after a failure', async () => {
  const limit = createLimiter(2);
  const started: number[] = [];
  const ends: Array<() => void> = [];
  const task = (number: number) =>
    limit(async () => {
      started.push(number);
      await new Promise<void>((resolve) => ends.push(resolve));
      if (number === 1) throw new Error('failed');
      return number;
    });
  const all = [1, 2, 3, 4].map(task);
  const failed = expect(all[0]).rejects.toThrow('failed');
  await new Promise((resolve) => setImmediate(resolve));
  expect(started).toEqual([1, 2]);
  ends[0]();
  await failed;
  expect(started).toEqual([1, 2, 3]);
  ends[1]();
  await all[1];
  await new Promise((resolve) => setImmediate(resolve));
  expect(started).toEqual([1, 2, 3, 4]);
  ends[2]();
  ends[3]();
  expect(await Promise.all(all.slice(1))).toEqual([2, 3, 4]);
});
