import { createLogger } from '@nanococoa/common/log/create-logger.ts';
import { expect, test } from 'vitest';
import { createManualClock } from '../clock/manual-clock.ts';
import type { DurationStatistic } from '../storage/service-storage.ts';
import { firstGuessMs } from './first-guess.ts';
import { createStepDurations } from './step-durations.ts';

const studio = (step: number, megapixels = 1) => ({ step, engine: 'studio', megapixels });

function setUp(known: DurationStatistic[] = []) {
  const clock = createManualClock();
  const saved: DurationStatistic[] = [];
  let failure: Error | undefined;
  const durations = createStepDurations({
    known,
    clock,
    log: createLogger({ service: 'test', level: 'silent' }),
    storage: {
      saveStatistic(statistic) {
        if (failure) return Promise.reject(failure);
        saved.push(statistic);
        return Promise.resolve();
      },
    },
  });
  return { clock, saved, durations, fail: (error?: Error) => (failure = error) };
}

test('the first measurement replaces the guess, each later one counts a fifth', () => {
  const { durations } = setUp();
  expect(durations.expectedMs(studio(2))).toBe(firstGuessMs(2, 1));
  durations.record(studio(2), 1000);
  expect(durations.expectedMs(studio(2))).toBe(1000);
  durations.record(studio(2), 2000);
  expect(durations.expectedMs(studio(2))).toBeCloseTo(0.8 * 1000 + 0.2 * 2000);
  durations.record(studio(2), 0);
  expect(durations.expectedMs(studio(2))).toBeCloseTo(960);
  // Another step, another engine: not measured.
  expect(durations.expectedMs(studio(1))).toBe(firstGuessMs(1, 1));
  expect(durations.expectedMs({ ...studio(2), engine: 'flux' })).toBe(firstGuessMs(2, 1));
});

test('a size that was not measured is judged by the nearest one that was', () => {
  const { durations } = setUp();
  durations.record(studio(1, 1), 2 * firstGuessMs(1, 1));
  durations.record(studio(1, 16), firstGuessMs(1, 16));
  expect(durations.expectedMs(studio(1, 2))).toBeCloseTo(2 * firstGuessMs(1, 2));
  expect(durations.expectedMs(studio(1, 0.25))).toBeCloseTo(2 * firstGuessMs(1, 0.25));
  expect(durations.expectedMs(studio(1, 8))).toBeCloseTo(firstGuessMs(1, 8));
});

test('larger pictures take longer, and step 1 longest, before anything is known', () => {
  const guesses = [0.25, 1, 4, 16].map((megapixels) =>
    [1, 2, 3].map((step) => firstGuessMs(step, megapixels)),
  );
  for (const [index, ofSize] of guesses.entries()) {
    expect(ofSize).toEqual([...ofSize].sort((a, b) => b - a));
    for (const [step, ms] of ofSize.entries())
      if (index > 0) expect(ms).toBeGreaterThan(guesses[index - 1][step]);
  }
});

test('what is learnt is stored later, each average once, and is there after a restart', async () => {
  const { clock, saved, durations } = setUp();
  for (let time = 0; time < 50; time += 1) durations.record(studio(1), 1000);
  durations.record(studio(3, 0.25), 300);
  expect(saved).toEqual([]);
  clock.advance(1000);
  await durations.flush();
  expect(saved).toEqual([
    { key: '1 studio 1MP', averageMs: expect.closeTo(1000) },
    { key: '3 studio 0.25MP', averageMs: 300 },
  ]);
  const again = setUp(saved).durations;
  expect(again.expectedMs(studio(3, 0.25))).toBe(300);
  again.record(studio(3, 0.25), 800);
  expect(again.expectedMs(studio(3, 0.25))).toBeCloseTo(400);
});

test('a statistic that cannot be stored disturbs nobody and comes with the next measurement', async () => {
  const { clock, saved, durations, fail } = setUp();
  fail(new Error('disk'));
  durations.record(studio(1), 1000);
  clock.advance(1000);
  await durations.flush();
  fail();
  durations.record(studio(1), 1000);
  await durations.flush();
  expect(saved).toEqual([{ key: '1 studio 1MP', averageMs: 1000 }]);
});
