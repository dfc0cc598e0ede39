import type { Job, JobProgress, Step } from '@nanococoa/proto/common/v1/job.ts';
import type { StepProgress } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { jobFraction } from './job-fraction.ts';

/** Turns steps' progress into jobs' progress. */
export interface ProgressReporter {
  report(job: Job, step: Step, progress: StepProgress): void;
  /** To be called when a job is finished. */
  forget(jobId: string): void;
}

/**
 * Makes a reporter. A fraction never goes back within an attempt, even when the step was given back and begins
 * again in another worker.
 */
export function createProgressReporter(publish: (progress: JobProgress) => void): ProgressReporter {
  const reached = new Map<string, { attempt: string; stepFraction: number }>();
  return {
    report(job, step, progress) {
      const attempt = `${step.number}/${step.attempt}`;
      const before = reached.get(job.id);
      const floor = before?.attempt === attempt ? before.stepFraction : 0;
      const stepFraction = Math.max(floor, Math.min(1, progress.fraction));
      reached.set(job.id, { attempt, stepFraction });
      publish({
        jobId: job.id,
        step: step.number,
        fraction: jobFraction(job, step.number, stepFraction),
        stepFraction,
        subStep: progress.subStep,
        message: progress.message,
        queuePosition: undefined,
        time: progress.time,
      });
    },
    forget(jobId) {
      reached.delete(jobId);
    },
  };
}
