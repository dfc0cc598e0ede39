import { type Job, JobState, type Step, StepState } from '@nanococoa/proto/common/v1/job.ts';
import { expect, test } from 'vitest';
import { type NewEvent, sealEvents } from '../jobs/seal-events.ts';
import { madeStep, START_TIME, testJob } from '../jobs/test-jobs.ts';
import { decideCached, decideFailure, decideFinish, decideTaken } from './decide.ts';

const CAUSE = { code: 13, reason: 'MODEL_PROCESS_FAILED', message: 'It ended.', step: 0 };
const FAILURE = { isFatal: false, cause: CAUSE };

const after = (job: Job, events: NewEvent[]): Job => sealEvents(job, events, START_TIME).job;
const kinds = (events: NewEvent[]): string[] => events.map(({ $case }) => $case);
const first = (job: Job): Step => job.steps[0];
const taken = (job: Job): Job => after(job, decideTaken(job, 1, 'w'));
const cancelled = (job: Job): Job =>
  after(job, [{ $case: 'finished', value: { state: JobState.CANCELLED } }]);

test('the first step takes the job out of the queue; each attempt counts, a resumed one does not', () => {
  const job = testJob();
  expect(kinds(decideTaken(job, 1, 'w'))).toEqual(['started', 'stepStarted']);
  const running = taken(job);
  expect(decideTaken(running, 1, 'w2')).toEqual([
    { $case: 'stepStarted', value: { step: 1, attempt: 1, workerId: 'w2' } },
  ]);
  const retrying = after(running, decideFailure(running, first(running), FAILURE));
  expect(first(taken(retrying))).toMatchObject({ state: StepState.RUNNING, attempt: 2 });
});

test('what is not the next step, or not unfinished, is not taken', () => {
  expect(decideTaken(testJob(), 2, 'w')).toEqual([]);
  expect(decideTaken(cancelled(testJob()), 1, 'w')).toEqual([]);
});

test('nothing finishes twice', () => {
  const running = taken(testJob());
  const made = { ...madeStep(1, 'a'), attempt: 1 };
  const done = after(running, decideFinish(running, made));
  expect(first(done).state).toBe(StepState.SUCCEEDED);
  expect(decideFinish(done, made)).toEqual([]);
  expect(decideFinish(cancelled(running), made)).toEqual([]);
  expect(decideFinish(running, { ...made, attempt: 2 })).toEqual([]);
});

test('a cached step is finished without having started, once', () => {
  const job = testJob();
  const cached = madeStep(1, 'a', { cached: true, attempt: 0 });
  expect(kinds(decideCached(job, cached))).toEqual(['started', 'stepFinished']);
  const done = after(job, decideCached(job, cached));
  expect(decideCached(done, cached)).toEqual([]);
  expect(decideCached(cancelled(job), cached)).toEqual([]);
});

test('three attempts and no more, also when no worker took the step', () => {
  let job = testJob();
  const seen: string[][] = [];
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    const events = decideFailure(job, first(job), FAILURE);
    seen.push(kinds(events));
    job = after(job, events);
  }
  expect(seen).toEqual([
    ['started', 'stepStarted', 'retrying'],
    ['stepStarted', 'retrying'],
    ['stepStarted', 'finished'],
  ]);
  expect(job).toMatchObject({ state: JobState.FAILED, error: { ...CAUSE, step: 1 } });
  expect(first(job).attempt).toBe(3);
});

test('a failure of an attempt that is not the current one is no news', () => {
  const running = taken(testJob());
  expect(decideFailure(running, first(testJob()), FAILURE)).toEqual([]);
  expect(decideFailure(cancelled(running), first(running), FAILURE)).toEqual([]);
});

test('a fatal failure ends the job at its first attempt', () => {
  const running = taken(testJob());
  const events = decideFailure(running, first(running), { isFatal: true, cause: CAUSE });
  expect(kinds(events)).toEqual(['finished']);
});
