import { JobEvent, JobProgress } from '@nanococoa/proto/common/v1/job.ts';
import { expect, test } from 'vitest';
import { createProgressFloor } from './progress-floor.ts';

const progress = (step: number, fraction: number, stepFraction: number): JobProgress =>
  JobProgress.fromPartial({ step, fraction, stepFraction });

test('fractions never go back, neither of the job nor of a step that begins again', () => {
  const floor = createProgressFloor();
  expect(floor.raise(progress(1, 0.3, 0.6))).toMatchObject({ fraction: 0.3, stepFraction: 0.6 });
  expect(floor.raise(progress(1, 0.1, 0.2))).toMatchObject({ fraction: 0.3, stepFraction: 0.6 });
  expect(floor.raise(progress(2, 0.55, 0.1))).toMatchObject({ fraction: 0.55, stepFraction: 0.1 });
});

test('what a watcher was told while the job waited counts, too; the step is still remembered', () => {
  const floor = createProgressFloor();
  floor.raise(progress(1, 0.2, 0.4));
  expect(floor.raise(progress(0, 0.25, 0)).fraction).toBe(0.25);
  expect(floor.raise(progress(1, 0.1, 0.2))).toMatchObject({ fraction: 0.25, stepFraction: 0.4 });
});

test('a failed attempt lets them go back', () => {
  const floor = createProgressFloor();
  floor.raise(progress(1, 0.3, 0.6));
  floor.note(JobEvent.fromPartial({ event: { $case: 'retrying', value: { step: 1 } } }));
  expect(floor.raise(progress(1, 0.1, 0.2))).toMatchObject({ fraction: 0.1, stepFraction: 0.2 });
});
