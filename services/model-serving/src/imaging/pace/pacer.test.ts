import { afterEach, expect, test, vi } from 'vitest';
import { createPacer } from './pacer.ts';

afterEach(() => void vi.restoreAllMocks());

test('reports at most every 50 ms, however often it is called, and passes on what it is told', async () => {
  const now = vi.spyOn(performance, 'now').mockReturnValue(0);
  const told: [number, string][] = [];
  const pause = createPacer((fraction: number, message: string) => void told.push([fraction, message]));
  for (let ms = 0; ms <= 200; ms += 10) {
    now.mockReturnValue(ms);
    await pause(ms / 200, `at ${ms}`);
  }
  expect(told).toEqual([50, 100, 150, 200].map((ms) => [ms / 200, `at ${ms}`]));
});

test('lets the process hear of what has come meanwhile, such as a cancel', async () => {
  vi.spyOn(performance, 'now').mockReturnValueOnce(0).mockReturnValue(1000);
  let heard = false;
  setImmediate(() => {
    heard = true;
  });
  await createPacer((_fraction: number) => undefined)(0.5);
  expect(heard).toBe(true);
});

test('ends the work with what the report throws', async () => {
  vi.spyOn(performance, 'now').mockReturnValueOnce(0).mockReturnValue(1000);
  const pause = createPacer((_fraction: number) => {
    throw new Error('stopped');
  });
  await expect(pause(0.5)).rejects.toThrow('stopped');
});
