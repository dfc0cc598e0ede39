import { expect, test } from 'vitest';
import { pacedUpdates } from './paced-updates.ts';

/** Asks again as soon as it was called back, and at each `everyMs`; gives when it was called back. */
function calledBack(everyMs: number, untilMs: number): number[] {
  let nowMs = 0;
  const due: Array<{ atMs: number; callback: () => void }> = [];
  const soon = pacedUpdates({
    now: () => nowMs,
    wait: (callback, delayMs) => due.push({ atMs: nowMs + delayMs, callback }),
  });
  const times: number[] = [];
  let isDue = false;
  for (; nowMs < untilMs; nowMs++) {
    if (nowMs % everyMs === 0 && !isDue) {
      isDue = true;
      soon(() => {
        isDue = false;
        times.push(nowMs);
      });
    }
    for (let at = due.findIndex(({ atMs }) => atMs <= nowMs); at >= 0; ) {
      due.splice(at, 1)[0].callback();
      at = due.findIndex(({ atMs }) => atMs <= nowMs);
    }
  }
  return times;
}

test('what comes now and then is shown at once', () => {
  expect(calledBack(100, 1000)).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900]);
});

test('a few in a row are shown at once, a storm at its pace', () => {
  const times = calledBack(5, 10_000);
  expect(times.slice(0, 4)).toEqual([0, 5, 10, 15]);
  expect(times.length).toBeGreaterThan(140);
  expect(times.length).toBeLessThan(175);
  const gaps = times.slice(6).map((time, at) => time - times[at + 5]);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(70);
});
