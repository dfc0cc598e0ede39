import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { useSyncExternalStore } from 'react';
import { useJobStore } from '../app/mesh.tsx';

/** The caller's jobs, live. */
export interface ListedJobs {
  /** Newest first; undefined: not read yet. */
  jobs: readonly Job[] | undefined;
  /** Whether there are older ones: `useJobStore().more()` reads the next page. */
  hasMore: boolean;
}

/** The jobs of the pages that have been read. */
export function useJobs(): ListedJobs {
  const store = useJobStore();
  const jobs = useSyncExternalStore(store.subscribe, () => store.state().jobs);
  const hasMore = useSyncExternalStore(store.subscribe, () => store.state().hasMore);
  return { jobs, hasMore };
}
