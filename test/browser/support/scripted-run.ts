import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import { JobState, type Step, StepState } from '@nanococoa/proto/common/v1/job.ts';
import type { ScriptedJob } from './scripted-jobs.ts';

/** Writes the usual turns of a job's life. */
export function runOf(scripted: ScriptedJob) {
  const { job, publish } = scripted;
  const change = (number: number, values: Partial<Step>) => Object.assign(job.steps[number - 1], values);
  return {
    startJob() {
      job.state = JobState.RUNNING;
      job.startTime = new Date();
      publish({ $case: 'started', value: {} });
    },
    startStep(number: number) {
      change(number, { state: StepState.RUNNING, attempt: 1, startTime: new Date() });
      publish({ $case: 'stepStarted', value: { step: number, attempt: 1, workerId: 'w' } });
    },
    finishStep(number: number, result: Image) {
      const step = change(number, { state: StepState.SUCCEEDED, endTime: new Date(), result });
      publish({ $case: 'stepFinished', value: { step: { ...step } } });
    },
    /** Finishes a step with the result of an earlier job. */
    reuseStep(number: number, result: Image) {
      const step = change(number, { state: StepState.SUCCEEDED, result, cached: true });
      publish({ $case: 'stepFinished', value: { step: { ...step } } });
    },
    succeed(result: Image) {
      Object.assign(job, { state: JobState.SUCCEEDED, result, endTime: new Date() });
      publish({ $case: 'finished', value: { job } });
    },
    fail(step: number, reason: string) {
      change(step, { state: StepState.FAILED });
      const error = { code: 13, reason, message: 'A sentence.', step };
      Object.assign(job, { state: JobState.FAILED, error, endTime: new Date() });
      publish({ $case: 'finished', value: { job } });
    },
  };
}
