import {
  type Job,
  JobState,
  type Step,
  StepState,
  type Error as StoredError,
} from '@nanococoa/proto/common/v1/job.ts';
import { isFinished, isLastStep, nextStep } from '../jobs/job-states.ts';
import type { NewEvent } from '../jobs/seal-events.ts';

/** Tries of a step in all. */
export const MAX_ATTEMPTS = 3;

/** What starting, or resuming, a job's next step logs. A step that was given back is still the same attempt. */
export function decideStart(job: Job, workerId: string): NewEvent[] {
  if (isFinished(job)) return [];
  const events: NewEvent[] = [];
  if (job.state === JobState.QUEUED) events.push({ $case: 'started', value: {} });
  const step = nextStep(job);
  if (!step) return [...events, { $case: 'finished', value: { state: JobState.SUCCEEDED } }];
  if (step.state === StepState.PENDING) {
    events.push({ $case: 'stepStarted', value: { step: step.number, attempt: step.attempt + 1, workerId } });
  }
  return events;
}

/** What a finished step logs: its warnings follow it, and after the last step the job is finished. */
export function decideFinish(job: Job, made: Step): NewEvent[] {
  if (!isRunning(job, made)) return [];
  const warnings = made.report?.warnings ?? [];
  return [
    { $case: 'stepFinished', value: { step: made } },
    ...warnings.map((warning): NewEvent => ({ $case: 'warning', value: { step: made.number, warning } })),
    ...(isLastStep(job, made)
      ? [{ $case: 'finished', value: { state: JobState.SUCCEEDED } } satisfies NewEvent]
      : []),
  ];
}

/** What a failed attempt logs: another try, or the job's end. */
export function decideFailure(
  job: Job,
  step: Step,
  failure: { isFatal: boolean; cause: StoredError },
): NewEvent[] {
  if (!isRunning(job, step)) return [];
  const cause = { ...failure.cause, step: step.number };
  if (failure.isFatal || step.attempt >= MAX_ATTEMPTS) {
    return [{ $case: 'finished', value: { state: JobState.FAILED, error: cause } }];
  }
  return [{ $case: 'retrying', value: { step: step.number, attempt: step.attempt, cause } }];
}

/** Whether this very attempt is still the job's business: the job may have been cancelled meanwhile. */
function isRunning(job: Job, step: Step): boolean {
  const current = job.steps[step.number - 1];
  return !isFinished(job) && current.state === StepState.RUNNING && current.attempt === step.attempt;
}
