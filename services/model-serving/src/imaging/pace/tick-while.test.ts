import { expect, test } from 'vitest';
import { tickWhile } from './tick-while.ts';

test('ticks upwards from 0, below 1 until the work is done, and hands its result or its error on', async () => {
  const ticks: number[] = [];
  const result = await new Promise<string>((resolve, reject) => {
    let finish: (value: string) => void = () => {};
    const work = new Promise<string>((done) => {
      finish = done;
    });
    tickWhile(work, 100, (fraction) => {
      ticks.push(fraction);
      if (ticks.length === 3) finish('done');
    }).then(resolve, reject);
  });
  expect(result).toBe('done');
  expect(ticks).toEqual([...ticks].sort((a, b) => a - b));
  expect([ticks[0], ticks.at(-1)]).toEqual([0, 1]);
  expect(ticks.slice(1, -1).every((fraction) => fraction > 0 && fraction < 1)).toBe(true);
  await expect(tickWhile(Promise.reject(new Error('broken')), 100, () => {})).rejects.toThrow('broken');
});

test('throws what a tick throws, though the work goes on', async () => {
  const work = new Promise<string>(() => {});
  const tick = (fraction: number) => {
    if (fraction > 0) throw new Error('asked to stop');
  };
  await expect(tickWhile(work, 100, tick)).rejects.toThrow('asked to stop');
});

test('hears how the work ends, though its first tick has thrown', async () => {
  const work = Promise.withResolvers<string>();
  const tick = () => {
    throw new Error('asked to stop');
  };
  await expect(tickWhile(work.promise, 100, tick)).rejects.toThrow('asked to stop');
  // Unheard, this would fail the run.
  work.reject(new Error('broken'));
  await new Promise((resolve) => setImmediate(resolve));
});
