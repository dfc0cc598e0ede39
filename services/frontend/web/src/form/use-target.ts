import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { useState } from 'react';
import { useJob } from '../jobs/use-job.ts';

/** What the form is about. */
export interface Target {
  /** The ad that is changed; undefined: a new one is made. */
  job: Job | undefined;
  /** Whether it is still being read what the address asks for: until then, the form shows what was there before. */
  isLoading: boolean;
}

/** The ad that is open, as soon as it is known; a job that cannot be shown leaves a new one to make. */
export function useTarget(jobId: string | undefined): Target {
  const { view, error } = useJob(jobId);
  const [last, setLast] = useState<Job>();
  const isLoading = jobId !== undefined && view === undefined && error === undefined;
  const job = isLoading ? last : view?.job;
  if (job !== last) setLast(job);
  return { job, isLoading };
}
