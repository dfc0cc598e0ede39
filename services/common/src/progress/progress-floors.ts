import type { JobDeleted, JobEvent, JobProgress } from '@nanococoa/proto/common/v1/job.ts';
import { createProgressFloor, type ProgressFloor } from './progress-floor.ts';

type News =
  | { $case: 'event'; value: JobEvent }
  | { $case: 'progress'; value: JobProgress }
  | { $case: 'deleted'; value: JobDeleted };

/** Keeps the fractions of many jobs from going back. */
export interface ProgressFloors {
  /** The news as it is to be shown; give it all news of all jobs, in order. */
  apply<Other extends { $case: 'heartbeat' }>(news: News | Other): News | Other;
}

/** Makes floors for any number of jobs; those that are finished or deleted are forgotten. */
export function createProgressFloors(): ProgressFloors {
  const floors = new Map<string, ProgressFloor>();
  return {
    apply(news) {
      if (news.$case === 'progress') {
        const { jobId } = news.value;
        const floor = floors.get(jobId) ?? createProgressFloor();
        floors.set(jobId, floor);
        return { $case: 'progress', value: floor.raise(news.value) };
      }
      if (news.$case === 'heartbeat') return news;
      const isOver = news.$case === 'deleted' || news.value.event?.$case === 'finished';
      if (isOver) floors.delete(news.value.jobId);
      else if (news.$case === 'event') floors.get(news.value.jobId)?.note(news.value);
      return news;
    },
  };
}
