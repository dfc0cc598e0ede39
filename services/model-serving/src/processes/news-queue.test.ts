import { expect, test } from 'vitest';
import { createNewsQueue } from './news-queue.ts';

test('items come in order, to a reader that waits, too', async () => {
  const queue = createNewsQueue<number>();
  queue.put(1);
  queue.put(2);
  expect(await queue.take()).toBe(1);
  expect(await queue.take()).toBe(2);
  const third = queue.take();
  queue.put(3);
  expect(await third).toBe(3);
});

test('only the newest of outdated items waits', async () => {
  const queue = createNewsQueue<number>();
  const putEven = (item: number) =>
    queue.putLatest(item, (waiting) => (waiting % 2 === 0 ? item : undefined));
  queue.put(1);
  for (const item of [2, 4, 6]) putEven(item);
  queue.put(7);
  putEven(8);
  expect([await queue.take(), await queue.take(), await queue.take(), await queue.take()]).toEqual([
    1, 6, 7, 8,
  ]);
});

test('a waiting item can leave something of itself to the newer one', async () => {
  const queue = createNewsQueue<string>();
  for (const item of ['a', 'b', 'c']) queue.putLatest(item, (waiting) => waiting + item);
  expect(await queue.take()).toBe('abc');
});

test('a failure drops what waits and ends the reader', async () => {
  const queue = createNewsQueue<number>();
  const waiting = queue.take();
  queue.fail(new Error('gone'));
  queue.put(1);
  await expect(waiting).rejects.toThrow('gone');
  await expect(queue.take()).rejects.toThrow('gone');
});
