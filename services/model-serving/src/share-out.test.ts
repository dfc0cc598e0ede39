import { expect, test } from 'vitest';
import { shareOut } from './share-out.ts';

const DEVICE = [{}];

test.each([
  [
    { slots: 0, cores: 2 },
    { slots: 1, threads: 2, pixelThreads: 2, computeThreads: 2 },
  ],
  [
    { slots: 2, cores: 2 },
    { slots: 2, threads: 1, pixelThreads: 2, computeThreads: 1 },
  ],
  [
    { slots: 2, cores: 9 },
    { slots: 2, threads: 2, pixelThreads: 4, computeThreads: 4 },
  ],
  [
    { slots: 1, cores: 64 },
    { slots: 1, threads: 2, pixelThreads: 64, computeThreads: 8 },
  ],
])('shares %j out', (config, shares) => {
  expect(shareOut(config, DEVICE)).toEqual(shares);
});
