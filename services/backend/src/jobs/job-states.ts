import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import { type Job, JobState, type Step, StepState } from '@nanococoa/proto/common/v1/job.ts';

/** Whether a job has reached its final state. */
export function isFinished(job: Job): boolean {
  return (
    job.state === JobState.SUCCEEDED || job.state === JobState.FAILED || job.state === JobState.CANCELLED
  );
}

/** The step to work on next: the first that is neither done nor skipped. */
export function nextStep(job: Job): Step | undefined {
  return job.steps.find((step) => step.state === StepState.PENDING || step.state === StepState.RUNNING);
}

/** The job with one step replaced. */
export function withStep(job: Job, step: Step): Job {
  return { ...job, steps: job.steps.map((other) => (other.number === step.number ? step : other)) };
}

/** Whether `step` is the last one that really runs: its result is the job's. */
export function isLastStep(job: Job, step: Step): boolean {
  return job.steps.every((other) => other.number <= step.number || other.state === StepState.SKIPPED);
}

/** The job's picture once every step is done: the last made step's, else the one that the caller brought. */
export function resultOf(job: Job): Image | undefined {
  const made = job.steps.findLast((step) => step.state === StepState.SUCCEEDED);
  return (made ?? job.steps[0]).result;
}
