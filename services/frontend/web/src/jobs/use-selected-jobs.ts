import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { useRef, useSyncExternalStore } from 'react';
import { useJobStore } from '../app/mesh.tsx';
import type { JobsState } from './job-store.ts';

/** Some of the jobs that the page knows, live. The same array as before while none of them has changed. */
export function useSelectedJobs(select: (state: JobsState) => readonly Job[]): readonly Job[] {
  const store = useJobStore();
  const last = useRef<readonly Job[]>([]);
  return useSyncExternalStore(store.subscribe, () => {
    const jobs = select(store.state());
    const before = last.current;
    const isSame = jobs.length === before.length && jobs.every((job, at) => job === before[at]);
    if (!isSame) last.current = jobs;
    return last.current;
  });
}
