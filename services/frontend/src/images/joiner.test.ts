import { expect, test } from 'vitest';
import { createJoiner, type WorkOrigin } from './joiner.ts';

const never = new AbortController().signal;
const options = { draining: never, timeoutMs: 60_000 };
const call = (caller: string, signal = never) => ({ caller, requestId: 'r', signal });

test('calls under one key share the work, and the next after it starts anew', async () => {
  const joiner = createJoiner<number>(options);
  const gate = Promise.withResolvers<number>();
  let started = 0;
  const work = () => {
    started += 1;
    return gate.promise;
  };
  const calls = [
    joiner.join('a', call('me'), work),
    joiner.join('a', call('me'), work),
    joiner.join('b', call('me'), work),
    joiner.join('a', call('you'), work),
  ];
  expect(started).toBe(3);
  gate.resolve(7);
  expect(await Promise.all(calls)).toEqual([7, 7, 7, 7]);
  await joiner.join('a', call('me'), work);
  expect(started).toBe(4);
});

test('who leaves stops waiting; the work goes on for the others, and an error reaches each', async () => {
  const joiner = createJoiner<number>(options);
  const gate = Promise.withResolvers<number>();
  const leaving = new AbortController();
  let origin: WorkOrigin | undefined;
  const left = joiner.join('a', call('me', leaving.signal), (given) => {
    origin = given;
    return gate.promise;
  });
  const stays = joiner.join('a', call('me'), () => Promise.resolve(0));
  leaving.abort(new Error('gone'));
  await expect(left).rejects.toThrow('gone');
  expect(origin).toMatchObject({ caller: 'me', requestId: 'r' });
  expect(origin?.signal.aborted).toBe(false);
  gate.reject(new Error('failed'));
  await expect(stays).rejects.toThrow('failed');
  await expect(joiner.join('a', call('me'), () => Promise.resolve(1))).resolves.toBe(1);
});

test('the work is told to stop when the service drains, and when it takes too long', async () => {
  const untilAborted = ({ signal }: WorkOrigin) =>
    new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  const draining = new AbortController();
  const drained = createJoiner({ draining: draining.signal, timeoutMs: 60_000 });
  const work = drained.join('a', call('me'), untilAborted);
  draining.abort(new Error('draining'));
  await expect(work).rejects.toThrow('draining');
  const slow = createJoiner({ draining: never, timeoutMs: 5 });
  await expect(slow.join('a', call('me'), untilAborted)).rejects.toThrow(/timeout/);
});
