import type { JobDeleted, JobEvent, JobProgress } from '#proto/common/v1/job.ts';

export type AnyNews =
  | { $case: 'event'; value: JobEvent }
  | { $case: 'progress'; value: JobProgress }
  | { $case: 'deleted'; value: JobDeleted };

/** Keeps the fractions of jobs from going back. */
export interface ProgressFloor {
  /** The news as it is to be shown; give it all news, in order. */
  apply<News extends AnyNews>(news: News): News;
}

interface Floor {
  step: number;
  fraction: number;
  stepFraction: number;
}

const GROUND: Floor = { step: 0, fraction: 0, stepFraction: 0 };

/**
 * Makes a floor for any number of jobs; those that are finished or deleted are forgotten. A server that has restarted
 * begins a running step again and knows no more how far it was: nobody is to see that. A failed attempt does go back.
 */
export function createProgressFloor(): ProgressFloor {
  const floors = new Map<string, Floor>();
  return {
    apply(news) {
      const { jobId } = news.value;
      if (news.$case === 'progress') {
        const floor = floors.get(jobId) ?? GROUND;
        const raised = raise(floor, news.value);
        const { step, fraction, stepFraction } = raised;
        // A job that waits again after a restart has no step; the one it will go on with is still remembered.
        floors.set(jobId, step > 0 ? { step, fraction, stepFraction } : { ...floor, fraction });
        return { ...news, value: raised };
      }
      const what = news.$case === 'event' ? news.value.event?.$case : 'finished';
      if (what === 'finished' || what === 'retrying') floors.delete(jobId);
      return news;
    },
  };
}

function raise(floor: Floor, progress: JobProgress): JobProgress {
  const isSameStep = progress.step === floor.step;
  return {
    ...progress,
    fraction: Math.max(floor.fraction, progress.fraction),
    stepFraction: isSameStep ? Math.max(floor.stepFraction, progress.stepFraction) : progress.stepFraction,
  };
}
