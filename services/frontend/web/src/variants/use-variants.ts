import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { useCallback } from 'react';
import { VARIANTS_LABEL } from '../job/labels.ts';
import type { JobsState } from '../jobs/job-store.ts';
import { useFoundJobs } from '../jobs/use-found-jobs.ts';
import { useSelectedJobs } from '../jobs/use-selected-jobs.ts';

/** The ads of a set. */
export interface Variants {
  /** Oldest first, live. */
  jobs: readonly Job[];
  /** Whether all have been looked for. */
  isSearched: boolean;
}

/** The ads that were asked for together. */
export function useVariants(setId: string): Variants {
  const isSearched = useFoundJobs({
    query: setId,
    isWanted: (job) => isInSet(job, setId),
    // They were made one after another: where some are found and a page has none, there are no more.
    isComplete: (found, page) => found.length > 0 && page.length === 0,
  });
  const select = useCallback(
    ({ views }: JobsState) =>
      [...views.values()]
        .map(({ job }) => job)
        .filter((job) => isInSet(job, setId))
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
    [setId],
  );
  return { jobs: useSelectedJobs(select), isSearched };
}

function isInSet(job: Job, setId: string): boolean {
  return job.labels[VARIANTS_LABEL] === setId;
}
