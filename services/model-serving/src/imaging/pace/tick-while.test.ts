import { expect, test } from 'vitest';
import { tickWhile } from './tick-while.ts';

test('ticks upwards below 1 until the work is done, and hands its result or its error on', async () => {
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
  expect(ticks.every((fraction) => fraction > 0 && fraction < 1)).toBe(true);
  await expect(tickWhile(Promise.reject(new Error('broken')), 100, () => {})).rejects.toThrow('broken');
});
