import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { useCallback, useMemo } from 'react';
import { VARIANTS_LABEL } from '../job/labels.ts';
import type { JobsState } from '../jobs/job-store.ts';
import { useJob } from '../jobs/use-job.ts';
import { useSelectedJobs } from '../jobs/use-selected-jobs.ts';
import { useFamily } from '../versions/use-family.ts';

/** What can be compared with each other. */
export interface Candidates {
  /** Versions of both ads and the sets that they were asked for in, oldest first. */
  jobs: readonly Job[];
  /** Numbers of the versions, where both are versions of one ad. */
  numbers: ReadonlyMap<string, number>;
}

/** The ads that are offered beside two that are compared. */
export function useCandidates([left, right]: readonly [string, string]): Candidates {
  const leftFamily = useFamily(left);
  const rightFamily = useFamily(right);
  const sets = [useSetOf(left), useSetOf(right)].filter((id) => id !== undefined).join();
  const select = useCallback(
    ({ views }: JobsState) => [...views.values()].map(({ job }) => job).filter((job) => isInSet(job, sets)),
    [sets],
  );
  const mates = useSelectedJobs(select);
  return useMemo(() => {
    const all = new Map(
      [...(leftFamily ?? []), ...(rightFamily ?? []), ...mates].map((job) => [job.id, job]),
    );
    const jobs = [...all.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    const isOneAd = leftFamily?.some(({ id }) => id === right) ?? false;
    const family = isOneAd ? (leftFamily ?? []) : [];
    return { jobs, numbers: new Map(family.map(({ id }, at) => [id, at + 1])) };
  }, [leftFamily, rightFamily, mates, right]);
}

function useSetOf(jobId: string): string | undefined {
  return useJob(jobId).view?.job.labels[VARIANTS_LABEL];
}

function isInSet(job: Job, sets: string): boolean {
  const set = job.labels[VARIANTS_LABEL];
  return set !== undefined && sets.split(',').includes(set);
}
