import { expect, test } from 'vitest';
import { restartDelayMs } from './restart-delay.ts';

test('the delay doubles from a quarter of a second to ten seconds', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 100].map(restartDelayMs)).toEqual([
    250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000,
  ]);
});
