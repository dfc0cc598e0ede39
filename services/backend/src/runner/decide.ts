import {
  type Job,
  JobState,
  type Step,
  StepState,
  type Error as StoredError,
} from '@nanococoa/proto/common/v1/job.ts';
import { isFinished, nextStep } from '../jobs/job-states.ts';
import type { NewEvent } from '../jobs/seal-events.ts';
import { stepDoneEvents } from '../jobs/step-done-events.ts';

/** Tries of a step in all. */
export const MAX_ATTEMPTS = 3;

/** What a worker's taking a job's next step logs. A step that was given back is still the same attempt. */
export function decideTaken(job: Job, stepNumber: number, workerId: string): NewEvent[] {
  const step = nextStep(job);
  if (isFinished(job) || step?.number !== stepNumber) return [];
  const attempt = step.state === StepState.RUNNING ? step.attempt : step.attempt + 1;
  return [...begin(job), { $case: 'stepStarted', value: { step: stepNumber, attempt, workerId } }];
}

/** What a step logs that was made before, for another job: it is done without having started. */
export function decideCached(job: Job, cached: Step): NewEvent[] {
  if (isFinished(job) || nextStep(job)?.number !== cached.number) return [];
  return [...begin(job), ...stepDoneEvents(job, cached)];
}

/** What a made step logs. */
export function decideFinish(job: Job, made: Step): NewEvent[] {
  return isRunning(job, made) ? stepDoneEvents(job, made) : [];
}

/**
 * What a failed attempt logs: another try, or the job's end.
 * @param step As the run knew it last: running, or still pending when no worker had taken it; that is an attempt, too.
 */
export function decideFailure(
  job: Job,
  step: Step,
  failure: { isFatal: boolean; cause: StoredError },
): NewEvent[] {
  const current = job.steps[step.number - 1];
  if (isFinished(job) || current.state !== step.state || current.attempt !== step.attempt) return [];
  const isTaken = step.state === StepState.RUNNING;
  const taken = isTaken ? [] : decideTaken(job, step.number, '');
  const attempt = isTaken ? step.attempt : step.attempt + 1;
  const cause = { ...failure.cause, step: step.number };
  if (failure.isFatal || attempt >= MAX_ATTEMPTS) {
    return [...taken, { $case: 'finished', value: { state: JobState.FAILED, error: cause } }];
  }
  return [...taken, { $case: 'retrying', value: { step: step.number, attempt, cause } }];
}

/** A job leaves the queue with its first step. */
function begin(job: Job): NewEvent[] {
  return job.state === JobState.QUEUED ? [{ $case: 'started', value: {} }] : [];
}

/** Whether this very attempt is still the job's business: the job may have been cancelled meanwhile. */
function isRunning(job: Job, step: Step): boolean {
  const current = job.steps[step.number - 1];
  return !isFinished(job) && current.state === StepState.RUNNING && current.attempt === step.attempt;
}
