import { expect, test } from 'vitest';
import { createInferenceLine } from './inference-line.ts';

const signal = new AbortController().signal;

function lineOf(capacity: number) {
  const done: string[] = [];
  let frees = 0;
  const line = createInferenceLine({ capacity, expectedMs: () => 300, onFree: () => (frees += 1) });
  const begin = (name: string, by = signal) => {
    const work = Promise.withResolvers<void>();
    const ended = line.run(by, async () => {
      done.push(name);
      await work.promise;
    });
    return { end: work.resolve, fail: work.reject, ended };
  };
  return { line, done, begin, frees: () => frees };
}

test('one after another, in the order in which they came; free when the last has ended', async () => {
  const { line, done, begin, frees } = lineOf(5);
  const [first, second, third] = ['first', 'second', 'third'].map((name) => begin(name));
  expect([line.busy(), line.waiting(), done]).toEqual([true, 2, ['first']]);
  first?.end();
  await first?.ended;
  second?.fail(new Error('broken'));
  await expect(second?.ended).rejects.toThrow('broken');
  expect(done).toEqual(['first', 'second', 'third']);
  expect(frees()).toBe(0);
  third?.end();
  await third?.ended;
  expect([line.busy(), frees()]).toEqual([false, 1]);
});

test('who gives up leaves the line at once, and the others move up', async () => {
  const { line, done, begin } = lineOf(5);
  const controller = new AbortController();
  const first = begin('first');
  const second = begin('second', controller.signal);
  const third = begin('third');
  controller.abort(new Error('enough'));
  await expect(second.ended).rejects.toThrow('enough');
  expect(line.waiting()).toBe(1);
  first.end();
  third.end();
  await third.ended;
  expect(done).toEqual(['first', 'third']);
});

test('when the line is full, more are refused with the time to come back', async () => {
  const { begin } = lineOf(1);
  const first = begin('first');
  const second = begin('second');
  await expect(begin('third').ended).rejects.toMatchObject({ reason: 'NO_FREE_SLOT', retryAfterMs: 300 });
  first.end();
  second.end();
  await second.ended;
});
