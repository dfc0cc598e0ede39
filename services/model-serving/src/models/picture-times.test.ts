import { expect, test } from 'vitest';
import type { PictureProgress } from '../diffusion/picture-job.ts';
import { createPictureTimes } from './picture-times.ts';

const step = (done: number): PictureProgress => ({
  ...{ done, total: 4 },
  preview: { width: 1, height: 1, data: new Uint8Array(3) },
});

test('what is left is told from the second step on, then from the first one', () => {
  let timeMs = 0;
  const times = createPictureTimes(() => timeMs);
  const make = (startMs: number, stepMs: number, endMs: number) => {
    const clock = times.begin('sd 512×512');
    timeMs += startMs;
    const told = [1, 2, 3, 4].map((done) => {
      timeMs += stepMs;
      return clock.tell(step(done)).remainingMs;
    });
    timeMs += endMs;
    clock.end();
    return told;
  };
  // Opening takes long, and is no step; decoding is taken for a step until one was seen.
  expect(make(60_000, 1000, 500)).toEqual([undefined, 3000, 2000, 1000]);
  expect(make(0, 1000, 500)).toEqual([3500, 2500, 1500, 500]);
  expect(times.stepMs('sd 512×512')).toBe(1000);
  const slower = make(0, 2000, 500);
  expect(slower.at(-1)).toBe(500);
  expect(times.stepMs('sd 512×512')).toBeGreaterThan(1500);
  expect(times.stepMs('sd 1024×1024')).toBeUndefined();
});
