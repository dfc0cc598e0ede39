import { TextSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { JobProgress, StepState } from '@nanococoa/proto/common/v1/job.ts';
import { expect, test } from 'vitest';
import { madeStep, START_TIME, testJob, testSpec } from '../jobs/test-jobs.ts';
import { jobFraction } from './job-fraction.ts';
import { createProgressReporter } from './progress-reporter.ts';

const progress = (fraction: number) => ({
  fraction,
  subStep: 'segmentation',
  message: 'm',
  time: START_TIME,
  preview: new Uint8Array(0),
  remaining: undefined,
});

test('a job that runs all steps goes from 0 to 1 over them, one that runs a single step over that', () => {
  const job = testJob();
  const points = [1, 2, 3].flatMap((step) => [jobFraction(job, step, 0), jobFraction(job, step, 1)]);
  expect(points).toEqual([0, 0.55, 0.55, 0.8, 0.8, 1].map((value) => expect.closeTo(value)));
  const single = testJob({ spec: testSpec({ text: TextSpec.create() }) });
  expect([0, 0.5, 1].map((fraction) => jobFraction(single, 1, fraction))).toEqual([0, 0.5, 1]);
});

test('progress never goes back within an attempt, and begins again with the next one', () => {
  const seen: JobProgress[] = [];
  const reporter = createProgressReporter({
    publish: (news) => seen.push(news),
    jobEta: () => ({ etaMs: 2500, stepEtaMs: -1500 }),
  });
  const step = madeStep(1, 'a', { state: StepState.RUNNING });
  for (const fraction of [0.2, 0.6, 0.1, 0.7]) reporter.report(testJob(), step, progress(fraction));
  reporter.report(testJob(), { ...step, attempt: 2 }, progress(0.1));
  expect(seen.map(({ stepFraction }) => stepFraction)).toEqual([0.2, 0.6, 0.6, 0.7, 0.1]);
  expect(seen[0]).toEqual(
    JobProgress.create({
      jobId: testJob().id,
      step: 1,
      fraction: expect.closeTo(0.11),
      stepFraction: 0.2,
      subStep: 'segmentation',
      message: 'm',
      time: START_TIME,
      eta: { seconds: 2, nanos: 500_000_000 },
      stepEta: { seconds: -1, nanos: -500_000_000 },
    }),
  );
});

test('a preview is passed on, one that is too large is left out', () => {
  const seen: JobProgress[] = [];
  const reporter = createProgressReporter({
    publish: (news) => seen.push(news),
    jobEta: () => ({ etaMs: 1 }),
  });
  const step = madeStep(1, 'a', { state: StepState.RUNNING });
  for (const sizeBytes of [32 * 1024, 32 * 1024 + 1]) {
    reporter.report(testJob(), step, { ...progress(0.1), preview: new Uint8Array(sizeBytes) });
  }
  expect(seen.map(({ preview }) => preview.length)).toEqual([32 * 1024, 0]);
  expect(seen[0].stepEta).toBeUndefined();
});
