import { expect, test } from 'vitest';
import { threadsPerModel } from './threads-per-model.ts';

test.each([
  [1, 1, 1],
  [2, 1, 2],
  [2, 2, 1],
  [16, 1, 2],
  [16, 4, 2],
  [4, 3, 1],
  [2, 8, 1],
])('%i cores, %i slots: %i threads', (cores, slots, threads) =>
  expect(threadsPerModel({ cores, slots })).toBe(threads),
);
