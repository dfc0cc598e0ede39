import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { useCallback, useSyncExternalStore } from 'react';
import { useJobStore } from '../app/mesh.tsx';
import { FAMILY_LABEL } from '../job/labels.ts';
import type { JobsState } from '../jobs/job-store.ts';
import { useFoundJobs } from '../jobs/use-found-jobs.ts';
import { useHeldJobs } from '../jobs/use-held-jobs.ts';
import { useSelectedJobs } from '../jobs/use-selected-jobs.ts';
import { chainOf, membersOf } from './family.ts';

/**
 * All versions of the ad that a job is one of, oldest first, live; undefined while they are being looked for. Deleted
 * ones are missing.
 */
export function useFamily(jobId: string | undefined): readonly Job[] | undefined {
  const store = useJobStore();
  const chain = useSyncExternalStore(store.subscribe, () => trail(jobId, store.state()));
  const firstId = useSyncExternalStore(store.subscribe, () => trailEnd(jobId, store.state()));
  useHeldJobs(chain);
  const isSearched = useFoundJobs({
    query: firstId,
    isWanted: ({ id, parentId, labels }) => [id, parentId, labels[FAMILY_LABEL]].includes(firstId ?? ''),
    isComplete: (found) => found.some(({ id }) => id === firstId),
  });
  const select = useCallback((state: JobsState) => membersOf(splitIds(chain), state.views), [chain]);
  const members = useSelectedJobs(select);
  // Versions that some program made have a parent and no label.
  useHeldJobs(useSyncExternalStore(store.subscribe, () => unknownParents(members, store.state())));
  return isSearched ? members : undefined;
}

function trail(jobId: string | undefined, { views }: JobsState): string {
  return jobId === undefined ? '' : chainOf(jobId, views).join();
}

/** The first version, once it is clear which one that is. */
function trailEnd(jobId: string | undefined, { views, errors }: JobsState): string | undefined {
  if (jobId === undefined) return undefined;
  const last = chainOf(jobId, views).at(-1) ?? jobId;
  return views.has(last) || errors.has(last) ? last : undefined;
}

function unknownParents(members: readonly Job[], { views }: JobsState): string {
  const parents = members.map(({ parentId }) => parentId).filter((id) => id !== '' && !views.has(id));
  return [...new Set(parents)].join();
}

function splitIds(ids: string): string[] {
  return ids.split(',').filter((id) => id !== '');
}
