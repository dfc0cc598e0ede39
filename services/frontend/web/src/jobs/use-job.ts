import type { NanococoaError } from '@nanococoa/client';
import { useEffect, useSyncExternalStore } from 'react';
import { useJobStore } from '../app/mesh.tsx';
import type { JobView } from '../job/job-view.ts';

/** A job as the page knows it; neither: it is being read. */
export interface OpenJob {
  view: JobView | undefined;
  /** Why the job cannot be shown. */
  error: NanococoaError | undefined;
}

/** A job, live, whether it is listed or not. */
export function useJob(jobId: string | undefined): OpenJob {
  const store = useJobStore();
  useEffect(() => (jobId === undefined ? undefined : store.want(jobId)), [store, jobId]);
  const view = useSyncExternalStore(store.subscribe, () => store.state().views.get(jobId ?? ''));
  const error = useSyncExternalStore(store.subscribe, () => store.state().errors.get(jobId ?? ''));
  return { view, error };
}
