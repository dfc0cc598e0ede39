import type { JobNews } from '@nanococoa/client';
import { Job, JobProgress, JobState, Step, StepState } from '@nanococoa/proto/common/v1/job.ts';
import { describe, expect, it } from 'vitest';
import { applyNews, isFinished, type JobView, stepFraction, viewOf } from './job-view.ts';

const STEPS = [1, 2, 3].map((number) => Step.fromPartial({ number, state: StepState.PENDING }));
const JOB = Job.fromPartial({ id: 'j', state: JobState.QUEUED, steps: STEPS });

type Event = Extract<JobNews, { $case: 'event' }>['value']['event'];

function news(sequence: number, event: Event): JobNews {
  return { $case: 'event', value: { jobId: 'j', sequence, time: new Date(sequence), event } };
}

function progress(fraction: number, step: number, stepFraction: number): JobNews {
  const value = { jobId: 'j', subStep: 'segmentation', fraction, step, stepFraction };
  return { $case: 'progress', value: JobProgress.fromPartial(value) };
}

function fold(all: JobNews[]): JobView {
  return all.reduce(applyNews, viewOf(JOB));
}

const WARNING = { reason: 'MASK_UNCERTAIN', message: 'Look.' };
const DONE_STEP = Step.fromPartial({
  number: 1,
  state: StepState.SUCCEEDED,
  report: { warnings: [WARNING] },
});

const RUNNING = [
  news(1, { $case: 'queued', value: { queuePosition: 3 } }),
  news(2, { $case: 'started', value: {} }),
  news(3, { $case: 'stepStarted', value: { step: 1, attempt: 1, workerId: 'w' } }),
];

describe('applyNews', () => {
  it('follows a job from the queue into its first step', () => {
    expect(fold(RUNNING.slice(0, 1)).queuePosition).toBe(3);
    const view = fold([...RUNNING, progress(0.2, 1, 0.6)]);
    expect(view.job.state).toBe(JobState.RUNNING);
    expect(view.queuePosition).toBeUndefined();
    expect(view.job.steps.map(({ state }) => state)).toEqual([
      StepState.RUNNING,
      StepState.PENDING,
      StepState.PENDING,
    ]);
    expect(view.job.steps.map((step) => stepFraction(view, step))).toEqual([0.6, 0, 0]);
    expect(view.job.lastSequence).toBe(3);
  });

  it('keeps the fraction between two steps, so that the number never goes back', () => {
    const view = fold([
      ...RUNNING,
      progress(0.5, 1, 1),
      news(4, { $case: 'stepFinished', value: { step: DONE_STEP } }),
    ]);
    expect(view.fraction).toBe(0.5);
    expect(stepFraction(view, view.job.steps[0])).toBe(1);
  });

  it('ignores an event that it has seen', () => {
    const view = fold(RUNNING);
    expect(applyNews(view, RUNNING[0])).toBe(view);
  });

  it('shows a warning once, though it comes as an event and in the report', () => {
    const view = fold([
      ...RUNNING,
      news(4, { $case: 'warning', value: { step: 1, warning: WARNING } }),
      news(5, { $case: 'stepFinished', value: { step: DONE_STEP } }),
    ]);
    expect(view.warnings).toEqual([{ ...WARNING, step: 1 }]);
  });

  it('takes a retried step back to waiting', () => {
    const view = fold([
      ...RUNNING,
      news(4, { $case: 'retrying', value: { step: 1, attempt: 1, cause: undefined } }),
    ]);
    expect(view.job.steps[0].state).toBe(StepState.PENDING);
  });

  it('keeps the newest preview of each step and the time left through news that say nothing of them', () => {
    const tell = (value: Partial<JobProgress>): JobNews => ({
      $case: 'progress',
      value: JobProgress.fromPartial(value),
    });
    const [first, second, third] = [1, 2, 3].map((byte) => Uint8Array.of(byte));
    const view = fold([
      ...RUNNING,
      tell({ step: 1, preview: first, eta: { seconds: 3, nanos: 500_000_000 } }),
      tell({ step: 1, preview: second }),
      tell({ step: 2, preview: third }),
      tell({ step: 2 }),
    ]);
    expect(view).toMatchObject({ etaMs: 3500, previews: { 1: second, 2: third } });
    expect(applyNews(view, tell({ step: 2, eta: { seconds: -1, nanos: -500_000_000 } })).etaMs).toBe(-1500);
    const finished = { ...JOB, state: JobState.SUCCEEDED };
    const ended = applyNews(view, news(4, { $case: 'finished', value: { job: finished } }));
    expect(ended).toMatchObject({ etaMs: undefined, previews: { 1: second } });
  });

  it('ends with the job of the last event, and lets late progress pass', () => {
    const finished = { ...JOB, state: JobState.SUCCEEDED, steps: [DONE_STEP, STEPS[1], STEPS[2]] };
    const view = fold([
      ...RUNNING,
      news(4, { $case: 'finished', value: { job: finished } }),
      progress(0.9, 3, 0.9),
    ]);
    expect(isFinished(view.job)).toBe(true);
    expect(view).toMatchObject({ fraction: 1, progress: undefined, warnings: [{ ...WARNING, step: 1 }] });
  });
});
