import type { JobEvent, JobProgress } from '@nanococoa/proto/common/v1/job.ts';

/** Keeps a job's fractions from going back. */
export interface ProgressFloor {
  /** Takes note of an event: a failed attempt lets fractions go back. */
  note(event: JobEvent): void;
  /** The progress with fractions that are never below those before it in the same attempt. */
  raise(progress: JobProgress): JobProgress;
}

/**
 * Makes a floor for one job. A Backend that has restarted begins a running step again and knows no more how far it
 * was, and a Frontend that has restarted does not know what its watchers have seen; a person must not see either.
 */
export function createProgressFloor(): ProgressFloor {
  let floor = { step: 0, fraction: 0, stepFraction: 0 };
  return {
    note({ event }) {
      if (event?.$case === 'retrying') floor = { step: 0, fraction: 0, stepFraction: 0 };
    },
    raise(progress) {
      const fraction = Math.max(floor.fraction, progress.fraction);
      const sameStep = progress.step === floor.step;
      const stepFraction = sameStep
        ? Math.max(floor.stepFraction, progress.stepFraction)
        : progress.stepFraction;
      // A job that waits again after a restart has no step; the one it will go on with is still remembered.
      floor = progress.step > 0 ? { step: progress.step, fraction, stepFraction } : { ...floor, fraction };
      const isRaised = fraction > progress.fraction || stepFraction > progress.stepFraction;
      return isRaised ? { ...progress, fraction, stepFraction } : progress;
    },
  };
}
