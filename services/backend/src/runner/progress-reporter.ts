import { toDuration } from '@nanococoa/common/progress/to-duration.ts';
import type { Job, JobProgress, Step } from '@nanococoa/proto/common/v1/job.ts';
import type { StepProgress } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import type { JobEta } from '../statistics/estimator.ts';
import { jobFraction } from './job-fraction.ts';

/** A preview is a glance; what is larger would fill the mailboxes of ten thousand watchers. */
const MAX_PREVIEW_BYTES = 32 * 1024;
const NO_PREVIEW = new Uint8Array(0);

export interface ProgressReporterDependencies {
  publish(progress: JobProgress): void;
  /** Time left, from what earlier jobs took. */
  jobEta(jobId: string): JobEta;
}

/** Turns steps' progress into jobs' progress. */
export interface ProgressReporter {
  report(job: Job, step: Step, progress: StepProgress): void;
  /** To be called when nobody here will work on the job again. */
  forget(jobId: string): void;
}

/**
 * Makes a reporter. A fraction never goes back within an attempt, even when the step was given back and begins
 * again in another worker.
 */
export function createProgressReporter({ publish, jobEta }: ProgressReporterDependencies): ProgressReporter {
  const reached = new Map<string, { attempt: string; stepFraction: number }>();
  return {
    report(job, step, { fraction, subStep, message, time, preview }) {
      const attempt = `${step.number}/${step.attempt}`;
      const before = reached.get(job.id);
      const floor = before?.attempt === attempt ? before.stepFraction : 0;
      const stepFraction = Math.max(floor, Math.min(1, fraction));
      reached.set(job.id, { attempt, stepFraction });
      const { etaMs, stepEtaMs } = jobEta(job.id);
      publish({
        jobId: job.id,
        step: step.number,
        fraction: jobFraction(job, step.number, stepFraction),
        stepFraction,
        subStep,
        message,
        queuePosition: undefined,
        time,
        eta: toDuration(etaMs),
        stepEta: stepEtaMs === undefined ? undefined : toDuration(stepEtaMs),
        preview: preview.length <= MAX_PREVIEW_BYTES ? preview : NO_PREVIEW,
      });
    },
    forget(jobId) {
      reached.delete(jobId);
    },
  };
}
