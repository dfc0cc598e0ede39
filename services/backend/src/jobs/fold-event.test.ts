import { TextSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { type Job, JobState, StepState } from '@nanococoa/proto/common/v1/job.ts';
import { expect, test } from 'vitest';
import { foldEvent } from './fold-event.ts';
import { initialJob } from './new-job.ts';
import { type NewEvent, sealEvents } from './seal-events.ts';
import { madeStep, START_TIME, testImage, testJob, testSpec } from './test-jobs.ts';

const CAUSE = { code: 13, reason: 'MODEL_PROCESS_FAILED', message: 'It ended.', step: 1 };
const LATER = new Date(START_TIME.getTime() + 1000);
const BEGIN: NewEvent[] = [
  { $case: 'queued', value: { queuePosition: 0 } },
  { $case: 'started', value: {} },
  { $case: 'stepStarted', value: { step: 1, attempt: 1, workerId: 'w' } },
];

const states = (job: Job): number[] => job.steps.map(({ state }) => state);

test('a whole life folds step by step to what the terminal event carries', () => {
  const { events, job } = sealEvents(
    testJob(),
    [
      ...BEGIN,
      { $case: 'retrying', value: { step: 1, attempt: 1, cause: CAUSE } },
      { $case: 'stepStarted', value: { step: 1, attempt: 2, workerId: 'w' } },
      { $case: 'stepFinished', value: { step: madeStep(1, 'a', { attempt: 2 }) } },
      {
        $case: 'warning',
        value: { step: 1, warning: { reason: 'PRODUCT_TOUCHES_FRAME', message: 'It does.' } },
      },
      { $case: 'stepFinished', value: { step: madeStep(2, 'b') } },
      { $case: 'stepFinished', value: { step: madeStep(3, 'c') } },
      { $case: 'finished', value: { state: JobState.SUCCEEDED } },
    ],
    LATER,
  );
  expect(events.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(events.reduce(foldEvent, testJob())).toEqual(job);
  expect(events.reduce(foldEvent, initialJob(job))).toEqual(job);
  const last = events[9].event;
  expect(last?.$case === 'finished' && last.value.job).toEqual(job);
  expect(job).toMatchObject({
    state: JobState.SUCCEEDED,
    lastSequence: 10,
    result: testImage('c'),
    startTime: LATER,
    endTime: LATER,
    updateTime: LATER,
  });
  expect(job.steps.map(({ attempt }) => attempt)).toEqual([2, 1, 1]);
});

test('a retry puts the step back to pending with the attempts it has had', () => {
  const { job } = sealEvents(
    testJob(),
    [...BEGIN, { $case: 'retrying', value: { step: 1, attempt: 1, cause: CAUSE } }],
    LATER,
  );
  expect(job.steps[0]).toMatchObject({ state: StepState.PENDING, attempt: 1, endTime: LATER });
});

test('a failed job names the step that failed; the others stay as they were', () => {
  const { job } = sealEvents(
    testJob(),
    [...BEGIN, { $case: 'finished', value: { state: JobState.FAILED, error: CAUSE } }],
    LATER,
  );
  expect(job).toMatchObject({ state: JobState.FAILED, error: CAUSE, result: undefined, endTime: LATER });
  expect(states(job)).toEqual([StepState.FAILED, StepState.PENDING, StepState.PENDING]);
});

test('cancelling stops every step that was not done', () => {
  const { job } = sealEvents(
    testJob(),
    [
      ...BEGIN,
      { $case: 'stepFinished', value: { step: madeStep(1, 'a') } },
      { $case: 'stepStarted', value: { step: 2, attempt: 1, workerId: '' } },
      { $case: 'finished', value: { state: JobState.CANCELLED } },
    ],
    LATER,
  );
  expect(states(job)).toEqual([StepState.SUCCEEDED, StepState.CANCELLED, StepState.CANCELLED]);
  expect(job.result).toBeUndefined();
});

test('pictures that the caller brought are the results of the skipped steps', () => {
  const spec = testSpec({ startStep: 3 });
  const initial = testJob({ spec, step1Image: testImage('1'), step2Image: testImage('2') });
  expect(states(initial)).toEqual([StepState.SKIPPED, StepState.SKIPPED, StepState.PENDING]);
  expect(initial.steps.map(({ result }) => result?.id[0])).toEqual(['1', '2', undefined]);
  expect(initialJob(initial)).toEqual(initial);
});

test.each([
  { start: 2, stop: 2, copy: 'Coffee', made: [madeStep(2, 'b')], result: 'b' },
  { start: 2, stop: 3, copy: '', made: [], result: '1' },
  { start: 1, stop: 3, copy: '', made: [madeStep(1, 'a')], result: 'a' },
])(
  'the result of start $start, stop $stop, copy "$copy" is $result',
  ({ start, stop, copy, made, result }) => {
    const spec = testSpec({
      startStep: start,
      stopStep: stop,
      text: TextSpec.fromPartial({ content: copy }),
    });
    const initial = testJob({ spec, ...(start > 1 && { step1Image: testImage('1') }) });
    const finished: NewEvent[] = made.map((step) => ({ $case: 'stepFinished', value: { step } }));
    const end: NewEvent = { $case: 'finished', value: { state: JobState.SUCCEEDED } };
    expect(sealEvents(initial, [...finished, end], LATER).job.result).toEqual(testImage(result));
  },
);

test('an event that is not the next one of the job is refused', () => {
  const job = testJob();
  const event = {
    jobId: job.id,
    sequence: 2,
    time: LATER,
    event: BEGIN[1] as { $case: 'started'; value: object },
  };
  expect(() => foldEvent(job, event)).toThrow('does not follow');
  expect(() => foldEvent(job, { ...event, sequence: 1, jobId: 'another' })).toThrow('does not follow');
});
