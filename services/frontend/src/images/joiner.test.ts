import { expect, test } from 'vitest';
import { createJoiner } from './joiner.ts';

const never = new AbortController().signal;

test('calls under one key share the work, and the next after it starts anew', async () => {
  const joiner = createJoiner<number>();
  const gate = Promise.withResolvers<number>();
  let started = 0;
  const work = () => {
    started += 1;
    return gate.promise;
  };
  const calls = [joiner.join('a', never, work), joiner.join('a', never, work), joiner.join('b', never, work)];
  expect(started).toBe(2);
  gate.resolve(7);
  expect(await Promise.all(calls)).toEqual([7, 7, 7]);
  await joiner.join('a', never, work);
  expect(started).toBe(3);
});

test('who leaves stops waiting; the work goes on for the others, and an error reaches each', async () => {
  const joiner = createJoiner<number>();
  const gate = Promise.withResolvers<number>();
  const leaving = new AbortController();
  const left = joiner.join('a', leaving.signal, () => gate.promise);
  const stays = joiner.join('a', never, () => Promise.resolve(0));
  leaving.abort(new Error('gone'));
  await expect(left).rejects.toThrow('gone');
  gate.reject(new Error('failed'));
  await expect(stays).rejects.toThrow('failed');
  await expect(joiner.join('a', never, () => Promise.resolve(1))).resolves.toBe(1);
});
