import { type Job, type JobEvent, JobState, type Step, StepState } from '@nanococoa/proto/common/v1/job.ts';

/**
 * The job after one more event. Pure: a job's state is the fold of its logged events over its initial job.
 * Throws when the event is not the job's next one: a gap in a log must never be papered over.
 */
export function foldEvent(job: Job, event: JobEvent): Job {
  if (event.jobId !== job.id || event.sequence !== job.lastSequence + 1) {
    throw new Error(
      `event ${event.sequence} of job ${event.jobId} does not follow ${job.lastSequence} of ${job.id}`,
    );
  }
  return { ...job, ...changes(job, event), lastSequence: event.sequence, updateTime: event.time };
}

function changes(job: Job, { event, time }: JobEvent): Partial<Job> {
  switch (event?.$case) {
    case 'queued':
      return { state: JobState.QUEUED };
    case 'started':
      return { state: JobState.RUNNING, startTime: time };
    case 'stepStarted': {
      const { step, attempt } = event.value;
      return withStep(job, step, { state: StepState.RUNNING, attempt, startTime: time, endTime: undefined });
    }
    case 'stepFinished':
      return event.value.step ? withStep(job, event.value.step.number, event.value.step) : {};
    case 'retrying':
      return withStep(job, event.value.step, { state: StepState.PENDING, endTime: time });
    case 'finished':
      return finished(job, event.value.job, time);
    default:
      return {};
  }
}

function finished(job: Job, outcome: Job | undefined, time: Date | undefined): Partial<Job> {
  const state = outcome?.state ?? JobState.UNSPECIFIED;
  const steps = job.steps.map((step): Step => {
    const open = step.state === StepState.RUNNING || step.state === StepState.PENDING;
    if (state === JobState.CANCELLED && open) {
      return { ...step, state: StepState.CANCELLED, ...(step.startTime && { endTime: time }) };
    }
    if (state === JobState.FAILED && step.number === outcome?.error?.step) {
      return { ...step, state: StepState.FAILED, endTime: time };
    }
    return step;
  });
  const { result, error, expireTime } = outcome ?? {};
  return { state, steps, result, error, expireTime, endTime: time };
}

function withStep(job: Job, number: number, change: Partial<Step>): Partial<Job> {
  return { steps: job.steps.map((step) => (step.number === number ? { ...step, ...change } : step)) };
}
